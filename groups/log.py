"""Words for what stands in the audit log about links, requests and members."""

from accounts.models import User
from groups.models import Invitation, JoinRequest

NAMES = {
    "invitation": lambda pks: Invitation.objects.filter(pk__in=pks).values_list("pk", "label"),
    "request": lambda pks: JoinRequest.objects.filter(pk__in=pks).values_list("pk", "user__name"),
    "user": lambda pks: User.objects.filter(pk__in=pks).values_list("pk", "name"),
}


def add_names(entries):
    """Adds `name`, what each entry was about, with one query for each kind of object, and what `changed`.

    The name of what is gone is empty.
    """
    pks = {}
    for entry in entries:
        kind, pk = parts(entry)
        pks.setdefault(kind, set()).add(pk)
    names = {kind: dict(NAMES[kind](found)) for kind, found in pks.items() if kind in NAMES}
    for entry in entries:
        kind, pk = parts(entry)
        entry.name = names.get(kind, {}).get(pk, "")
        entry.changed = ", ".join(name_of(field) for field in entry.details.get("fields", []))
    return entries


def parts(entry):
    kind, _, pk = entry.object.partition(".")
    return kind, int(pk)


def name_of(field):
    return Invitation._meta.get_field(field).verbose_name
