"""The list of members as a file for German spreadsheets: UTF-8 with a mark, semicolons, lines that end in CRLF."""

import csv
import io

from django.utils import timezone

from audit.models import record
from groups.audit_labels import Act

HEADS = (
    *("Name", "Funktion", "Organisation", "Stadt oder Gemeinde"),
    *("Rolle", "Mitglied seit", "Hat geschrieben"),
)
# With these a spreadsheet begins a formula, which could send the sheet to a stranger.
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def take(group, memberships, by):
    """The file's bytes. The log says who took it, and how many people stand in it.

    It holds no e-mail addresses: the consent asks people whether members may see how they are called, where they
    work and what they write, and no more; function and organisation as far as they show those to their groups.
    """
    rows = [row(membership) for membership in memberships]
    record(by, Act.MEMBERS_EXPORTED, object=group.subject, scope=group.subject, number=len(rows))
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";", lineterminator="\r\n").writerows([HEADS, *rows])
    return file.getvalue().encode("utf-8-sig")


def row(membership):
    seen = membership.user.in_groups
    return [
        *map(harmless, (seen.name, seen.function, seen.organisation, seen.place)),
        membership.get_role_display(),
        f"{timezone.localtime(membership.joined_at):%d.%m.%Y}",
        "ja" if membership.first_post_at else "nein",
    ]


def harmless(text):
    return f"'{text}" if text.startswith(FORMULA) else text


def name(group):
    return f"mitglieder-{group.slug}-{timezone.localdate():%Y-%m-%d}.csv"
