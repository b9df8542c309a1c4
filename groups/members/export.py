"""The list of members as CSV for German spreadsheets: UTF-8 with a byte order mark, semicolons, CRLF."""

import csv
import io

from django.utils import timezone

from audit.models import record_act
from groups.audit_labels import Act

HEADS = (
    *("Name", "Funktion", "Organisation", "Stadt oder Gemeinde"),
    *("Rolle", "Mitglied seit", "Hat geschrieben"),
)
# A cell that begins with one of these is a formula to spreadsheets, and could send the sheet to a stranger.
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def export_members(group, memberships, by):
    """The file's bytes. Writes to the audit log who exported how many people.

    It contains no e-mail addresses: members have consented that others see their name, place and posts; function and
    organisation as far as they show them in their groups.
    """
    rows = [member_row(membership) for membership in memberships]
    record_act(by, Act.MEMBERS_EXPORTED, object=group.subject, scope=group.subject, number=len(rows))
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";", lineterminator="\r\n").writerows([HEADS, *rows])
    return file.getvalue().encode("utf-8-sig")


def member_row(membership):
    seen = membership.user.in_groups
    return [
        *map(without_formula, (seen.name, seen.function, seen.organisation, seen.place)),
        membership.get_role_display(),
        f"{timezone.localtime(membership.joined_at):%d.%m.%Y}",
        "ja" if membership.first_post_at else "nein",
    ]


def without_formula(text):
    return f"'{text}" if text.startswith(FORMULA) else text


def file_name(group):
    return f"mitglieder-{group.slug}-{timezone.localdate():%Y-%m-%d}.csv"
