"""How many unread notifications a person has, as their windows are told."""

from django.db.models import Count
from django.http import Http404

from live.audiences import Admission
from notifications.models import Notification


def door(viewer, wish):
    """For a window with {"bell": its person's id}. Raises Http404 for the bells of others."""
    if wish["bell"] != viewer.pk:
        raise Http404
    return Admission("", frame(viewer.pk, Notification.objects.of(viewer.pk).unread().count()))


def show(ids, _event):
    unread = Notification.objects.unread().filter(recipient__in=ids).order_by().values("recipient")
    numbers = dict(unread.annotate(number=Count("pk")).values_list("recipient", "number"))
    return {pk: frame(pk, numbers.get(pk, 0)) for pk in ids}


def frame(pk, unread):
    return {"bell": pk, "unread": unread}
