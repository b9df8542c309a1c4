"""Names and labels for the audit log's entries about links, requests and members."""

from accounts.models import User
from groups.models import Group, Invitation, JoinRequest, Mailing, Role


def labels(model, pks):
    return model.objects.filter(pk__in=pks).values_list("pk", "label")


NAMES = {
    "consent_text": lambda pks: [(pk, f"Fassung {pk}") for pk in pks],
    # Older entries call a mailing an invitation; its number was taken from there.
    "invitation": lambda pks: [*labels(Mailing, pks), *labels(Invitation, pks)],
    "mailing": lambda pks: labels(Mailing, pks),
    "request": lambda pks: JoinRequest.objects.filter(pk__in=pks).values_list("pk", "user__name"),
    "user": lambda pks: User.objects.filter(pk__in=pks).values_list("pk", "name"),
}


def add_names(entries):
    """Sets on each entry `name`, its object's name (empty if deleted), and `changed`, the changes in German.

    One query for each kind of object.
    """
    pks = {}
    for entry in entries:
        kind, pk = split_object(entry)
        pks.setdefault(kind, set()).add(pk)
    names = {kind: dict(NAMES[kind](found)) for kind, found in pks.items() if kind in NAMES}
    for entry in entries:
        kind, pk = split_object(entry)
        entry.name = names.get(kind, {}).get(pk, "")
        entry.changed = ", ".join(changes_of(kind, entry.details))
    return entries


def split_object(entry):
    """(kind, pk) of „user.7“."""
    kind, _, pk = entry.object.partition(".")
    return kind, int(pk)


def changes_of(kind, details):
    """What has changed, as a list in German: the role, or the names of the fields."""
    if "role" in details:
        return [f"bisher {Role(details['former']).label}, jetzt {Role(details['role']).label}"]
    model = Group if kind == "group" else Invitation
    return [model._meta.get_field(field).verbose_name for field in details.get("fields", [])]
