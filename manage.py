#!/usr/bin/env python
"""Django's command line. Without DATABASE_URL it uses the embedded PostgreSQL, which it starts if need be."""

import os
import sys
from pathlib import Path

from tools.console import Trouble, print_error
from tools.postgres.server import running, url_for

WITHOUT_DATABASE = {
    *("help", "version", "--help", "--version", "-h", "check", "collectstatic", "findstatic"),
    *("compilemessages", "makemessages", "diffsettings", "startapp", "sendtestemail"),
}


def execute_command() -> None:
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    var = Path(os.environ.get("VAR") or Path(__file__).resolve().parent / "var")
    if os.environ.get("DATABASE_URL"):
        execute_command()
    elif len(sys.argv) < 2 or (sys.argv[1] in WITHOUT_DATABASE and "--database" not in sys.argv):
        os.environ["DATABASE_URL"] = url_for(var)
        execute_command()
    else:
        with running(var) as url:
            os.environ["DATABASE_URL"] = url
            execute_command()


if __name__ == "__main__":
    try:
        main()
    except Trouble as trouble:
        print_error(str(trouble))
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
