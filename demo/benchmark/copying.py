"""COPY into the table of a model: a million rows in a minute or two."""

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Max


def copy_rows(model, names, rows):
    """`rows`: tuples in the order of these field names. Other fields get the model's default, one for all rows."""
    others = [field for field in stored_fields(model) if field.name not in names]
    fields = [model._meta.get_field(name) for name in names] + others
    defaults = tuple(field.get_db_prep_save(field.get_default(), connection) for field in others)
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row + defaults)


def stored_fields(model):
    """Those that the database does not fill by itself."""
    return [
        field
        for field in model._meta.concrete_fields
        if not (field.primary_key or field.generated or field.has_db_default())
    ]


def get_next_id(model):
    return (model.objects.aggregate(last=Max("pk"))["last"] or 0) + 1


def reset_sequences(models):
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def vacuum_tables(tables):
    """`tables`: names. Now, so that PostgreSQL does not do it by itself while somebody measures. Not in a transaction."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"VACUUM ANALYZE {connection.ops.quote_name(table)}")
