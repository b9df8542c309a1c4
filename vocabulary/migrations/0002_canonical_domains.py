"""Mail domains with umlauts get the form in which addresses are stored: see vocabulary.addresses."""

from django.db import migrations

from vocabulary.migrations._addresses import ConvertRows, stored_domain


def convert(cursor):
    cursor.execute("SELECT id, mail_domains FROM vocabulary_municipality")
    for pk, domains in cursor.fetchall():
        stored = [stored_domain(domain) for domain in domains]
        if stored != domains:
            cursor.execute("UPDATE vocabulary_municipality SET mail_domains = %s WHERE id = %s", [stored, pk])


class Migration(migrations.Migration):
    dependencies = [("vocabulary", "0001_initial")]
    operations = [ConvertRows(convert)]
