"""For the search of people without accents. The owner of a database may create this extension, as of PostgreSQL 13."""

from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0015_ascii_addresses")]
    operations = [UnaccentExtension()]
