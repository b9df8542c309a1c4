"""What is told of a person who is leaving stays told, without them."""

from django.db.models import BigIntegerField, F, Func, Value

from notifications.models import Notification

# In `people`, for whoever is gone: how many there were stays true.
SOMEBODY = 0


def forget(user_pk):
    numbers = [Value(pk, output_field=BigIntegerField()) for pk in (user_pk, SOMEBODY)]
    without = Func(F("people"), *numbers, function="array_replace")
    Notification.objects.filter(people__contains=[user_pk]).update(people=without)
