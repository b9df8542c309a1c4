"""What the commands of this folder tell the person in front of the terminal: short, in German."""

import sys


class Trouble(Exception):
    """An expected failure; its text is shown as it is, without a stack trace."""


def print_message(text: str = "") -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def print_error(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
