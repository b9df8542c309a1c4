"""Rows whose addresses get their stored form: see vocabulary.addresses."""

from django.db.migrations.operations.base import Operation

from vocabulary.addresses import ascii_domain


class ConvertRows(Operation):
    """Calls a function with a cursor. Backwards nothing happens: versions before take the stored form, too.

    RunPython would build all models anew for each operation that follows.
    """

    reduces_to_sql = False
    reversible = True

    def __init__(self, convert):
        self.convert = convert

    def state_forwards(self, app_label, state):
        pass

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        with schema_editor.connection.cursor() as cursor:
            self.convert(cursor)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        pass

    def describe(self):
        return "Converts addresses with umlauts"


def stored_domain(domain):
    try:
        return ascii_domain(domain)
    except ValueError:
        pass
    try:
        # The standard before knew more, for example emojis.
        return domain.lower().encode("idna").decode()
    except ValueError:
        return domain


def rows_to_convert(cursor, table):
    """[(id, stored form)] of the rows whose address has another."""
    cursor.execute(f"SELECT id, email FROM {table} WHERE email !~ '^[ -~]*$' ORDER BY id")
    found = [(pk, *email.rpartition("@")) for pk, email in cursor.fetchall()]
    return [(pk, f"{local}{at}{stored_domain(domain)}") for pk, local, at, domain in found]
