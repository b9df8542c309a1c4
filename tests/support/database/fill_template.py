"""`python -m tests.support.database.fill_template empty|demo`: fills the database of DATABASE_URL, files go to VAR."""

import sys

import django
from django.core.management import call_command

from tools import prepare


def main(kind: str) -> None:
    django.setup()
    if kind == "empty":
        prepare.migrate_database()
    else:
        call_command("load_demo")


if __name__ == "__main__":
    main(sys.argv[1])
