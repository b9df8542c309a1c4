"""Which tables hold what visitors see: an app declares its models in its `apps.py`, PostgreSQL notes changes of them.

A trigger on each of the tables adds a SiteChange in the transaction of the change, one for all of them: it is seen exactly
when the change is seen, and nobody waits for a lock.
"""

from django.apps import apps
from django.db import connections
from psycopg import sql

# Model → columns whose change visitors do not see.
watched = {}

FUNCTION = """
CREATE OR REPLACE FUNCTION note_site_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('caching.noted', true) IS DISTINCT FROM 'yes' THEN
        INSERT INTO caching_sitechange DEFAULT VALUES;
        PERFORM set_config('caching.noted', 'yes', true);
    END IF;
    RETURN NULL;
END $$
"""
TRIGGERS = """
CREATE OR REPLACE TRIGGER note_rows AFTER INSERT OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION note_site_change();
CREATE OR REPLACE TRIGGER note_values AFTER UPDATE ON {table}
    FOR EACH ROW WHEN (({old}) IS DISTINCT FROM ({new})) EXECUTE FUNCTION note_site_change()
"""


def watch_models(*models, without=()):
    """`models`: classes, or labels of apps for all their models; `without`: names of fields, or models to leave out."""
    for model in models:
        found = (
            apps.get_app_config(model).get_models(include_auto_created=True)
            if isinstance(model, str)
            else [model]
        )
        for one in found:
            if one not in without and one._meta.managed:
                columns = {one._meta.get_field(name).column for name in without if isinstance(name, str)}
                watched[one] = columns


def create_triggers(using="default", **_):
    """After each `migrate`, so that new columns are watched, too."""
    with connections[using].cursor() as cursor:
        tables = set(connections[using].introspection.table_names(cursor))
        if "caching_sitechange" not in tables:
            return
        cursor.execute(FUNCTION)
        for model, unseen in watched.items():
            if model._meta.db_table in tables:
                cursor.execute(triggers_of(model, unseen))


def triggers_of(model, unseen):
    columns = [field.column for field in model._meta.local_concrete_fields]
    seen = [column for column in columns if column not in unseen]
    old, new = (sql.SQL(", ").join(sql.Identifier(row, column) for column in seen) for row in ("old", "new"))
    return sql.SQL(TRIGGERS).format(table=sql.Identifier(model._meta.db_table), old=old, new=new)
