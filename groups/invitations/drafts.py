"""Lists that leads check before anything is mailed: what is understood of each line, corrected, left out, sent once."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count

from groups.invitations import inviting
from groups.invitations.lists.addresses import ADDRESS, Line, address_from, check_name, clean_text
from groups.invitations.lists.tables import without_separators
from groups.models import DraftLine, GroupClosed, MailingDraft, RejectReason

NO_ADDRESS = "Hier fehlt die E-Mail-Adresse."


class Unready(Exception):
    """The draft has lines without an address, or none that would get a mail."""


class OutOfDate(Exception):
    """The lines are not those that were shown, since the list was changed in another window."""


@dataclass
class CheckedLine:
    """A DraftLine, and what becomes of it; `double_of`: the number of the line with the same address."""

    line: DraftLine
    reason: RejectReason = RejectReason.NONE
    double_of: int | None = None
    address_error: str = ""
    name_error: str = ""

    @property
    def is_bad(self):
        return bool(self.address_error or self.name_error)

    @property
    def is_invited(self):
        return not (self.line.is_dropped or self.is_bad or self.reason)


def create_draft(group, by, lines, *, words, role):
    """`lines`: of groups.invitations.lists.addresses. Raises GroupClosed."""
    if not group.is_open:
        raise GroupClosed
    with transaction.atomic():
        draft = MailingDraft.objects.create(group=group, created_by=by, words=words, role=role)
        draft.add_lines(lines)
    return draft


def open_drafts(group, by):
    """What this person has not sent yet, each with its `number` of lines."""
    drafts = group.mailing_drafts.filter(created_by=by, mailing=None)
    return drafts.select_related("group").annotate(number=Count("lines"))


def text_of(draft):
    """The list as a lead would type it, with what was corrected and without what was left out."""
    return "\n".join(map(line_as_text, draft.lines.filter(is_dropped=False)))


def line_as_text(line):
    address, name = without_separators(line.address), without_separators(line.name)
    return f"{name} <{address}>" if address and name else address or name or line.original


def lock_draft(draft):
    """Locks the group, then the draft, in the order of a group that is being deleted. The draft, or None if it is gone."""
    draft.group.lock()
    locked = draft.lock()
    if locked:
        locked.group = draft.group
    return locked


@transaction.atomic
def delete_draft(draft):
    """Deletes it unless it was sent. Returns it as it was found, or None if it was gone."""
    locked = lock_draft(draft)
    if locked and not locked.mailing_id:
        MailingDraft.objects.filter(pk=locked.pk).delete()
    return locked


def save_lines(draft, submitted):
    """Stores what was typed, however it is. `submitted`: {key of the line: (address, name, whether it is left out)}.

    Raises OutOfDate.
    """
    lines = list(draft.lines.all())
    if {str(line.pk) for line in lines} != submitted.keys():
        raise OutOfDate
    changed = []
    for line in lines:
        before, after = (line.address, line.name, line.is_dropped), submitted[str(line.pk)]
        if before != after:
            line.address, line.name, line.is_dropped = after
            changed.append(line)
    DraftLine.objects.bulk_update(changed, ["address", "name", "is_dropped"], batch_size=200)
    draft.save(update_fields=["changed_at"])


def drop_bad_lines(draft):
    bad = [one.line.pk for one in check_lines(draft) if one.address_error and not one.line.is_dropped]
    draft.lines.filter(pk__in=bad).update(is_dropped=True)


def check_lines(draft):
    """A list with a CheckedLine for each line; lines that are left out are not judged."""
    rows = list(draft.lines.all())
    used = [row for row in rows if not row.is_dropped]
    lines = [as_line(row) for row in used]
    checked, first = {}, {}
    for row, line, reason in zip(used, lines, inviting.reject_reasons(draft.group, lines), strict=True):
        double_of = first.setdefault(line.email, row.number) if reason == RejectReason.DOUBLE else None
        first.setdefault(line.email, row.number)
        checked[row.pk] = CheckedLine(row, reason, double_of, address_error(line), name_error(line))
    return [checked.get(row.pk) or CheckedLine(row) for row in rows]


def as_line(row):
    return Line(row.original, address_from(clean_text(row.address)), " ".join(clean_text(row.name).split()))


def address_error(line):
    if not line.address:
        return NO_ADDRESS
    try:
        ADDRESS.clean(line.address)
    except ValidationError as error:
        return error.messages[0]
    return ""


def name_error(line):
    try:
        if line.name:
            check_name(line.name)
    except ValidationError as error:
        return error.messages[0]
    return ""


def send_draft(draft, by):
    """Invites whoever is not left out; to be called on a locked draft. Returns the Mailing, also if it was sent before.

    Raises Unready, GroupClosed, TooManyToday.
    """
    if draft.mailing:
        return draft.mailing
    used = [one for one in check_lines(draft) if not one.line.is_dropped]
    if any(one.is_bad for one in used) or not any(one.is_invited for one in used):
        raise Unready
    lines = [as_line(one.line) for one in used]
    mailing = inviting.invite_people(draft.group, by, lines, words=draft.words, role=draft.role)
    draft.end(mailing)
    return mailing
