"""What the tests about deleting an account share."""

from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.models import Session, User
from groups.models import Membership
from privacy.models import Erasure

DELETE, FAREWELL = "/konto/daten/loeschen/", "/konto/geloescht/"
STAY = {"posts": "bleiben", "sure": "on"}
GO = {"posts": "gehen", "sure": "on"}


def jobs():
    return list(ProcrastinateJob.objects.filter(task_name="privacy.erase").values_list("args", flat=True))


def state_of(user):
    """All that leaving changes at once: whether one can sign in, where one is, what is going to happen."""
    return {
        "active": User.objects.get(pk=user.pk).is_active,
        "groups": list(Membership.objects.filter(user=user).order_by("pk").values_list("group", "role")),
        "sessions": Session.objects.filter(user=user).count(),
        "erasure": list(Erasure.objects.filter(user=user).values_list("reason", "keep_posts")),
        "jobs": jobs(),
    }


def has_left(user, *, reason="request", keeps):
    erasure = Erasure.objects.filter(user=user).first()
    left = {"active": False, "groups": [], "sessions": 0, "erasure": [(reason, keeps)]}
    return state_of(user) == left | {"jobs": [{"erasure_id": erasure.pk}]}
