"""People who have not signed in for long, and time that passes."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from mail.models import OutgoingMail
from privacy.models import Erasure

DAY = timedelta(days=1)


def unused(user, days, **fields):
    """The person last signed in so many days ago, and has an account for longer."""
    then = timezone.now() - days * DAY
    User.objects.filter(pk=user.pk).update(**{"last_login": then, "date_joined": then - DAY} | fields)


def delivered():
    OutgoingMail.objects.all().delete()


def days_pass(days):
    """As if everything had happened so many days earlier."""
    for person in User.objects.all():
        moved = {"date_joined": person.date_joined - days * DAY}
        if person.last_login:
            moved["last_login"] = person.last_login - days * DAY
        User.objects.filter(pk=person.pk).update(**moved)
    for erasure in Erasure.objects.all():
        moved = {"asked_at": erasure.asked_at - days * DAY, "due_at": erasure.due_at - days * DAY}
        Erasure.objects.filter(pk=erasure.pk).update(**moved)


def mailed_addresses():
    return sorted(OutgoingMail.objects.values_list("to", flat=True))
