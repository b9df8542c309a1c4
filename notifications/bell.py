"""The topic "bell.<user id>": how many unread notifications a user has."""

from django.db.models import Count
from django.http import Http404

from accounts.models import User
from live.topics import Authorisation
from notifications.models import Notification


def authorise(user: User, request: dict) -> Authorisation:
    """For {"bell": the user's own id}. Raises Http404 for the bells of others."""
    if request["bell"] != user.pk:
        raise Http404
    return Authorisation("", bell_frame(user.pk, Notification.objects.of(user.pk).unread().count()))


def render_frames(ids: list[int], _event: dict) -> dict[int, dict]:
    unread = Notification.objects.unread().filter(recipient__in=ids).order_by().values("recipient")
    numbers = dict(unread.annotate(number=Count("pk")).values_list("recipient", "number"))
    return {pk: bell_frame(pk, numbers.get(pk, 0)) for pk in ids}


def bell_frame(user_id: int, unread: int) -> dict:
    return {"bell": user_id, "unread": unread}
