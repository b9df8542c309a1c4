"""Notifications of others stay when an account is deleted, without the id of the person."""

from django.db.models import BigIntegerField, F, Func, Value

from notifications.models import Notification

# In `people`, in place of a deleted account's id: how many there were stays true.
SOMEBODY = 0


def anonymise_people(person):
    numbers = [Value(pk, output_field=BigIntegerField()) for pk in (person.pk, SOMEBODY)]
    without = Func(F("people"), *numbers, function="array_replace")
    Notification.objects.filter(people__contains=[person.pk]).update(people=without)
