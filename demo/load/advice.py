"""Requests for advice in each state, so that editors find something in the list and in the numbers."""

from datetime import timedelta

from django.utils import timezone

from cms.models import AdviceRequest
from demo.load import people, read_content
from vocabulary.models import Municipality, ThemeField

FIELDS = ("place", "name", "function", "email", "phone", "concern", "state")


def load_advice():
    themes = {theme.slug: theme for theme in ThemeField.objects.all()}
    named = people.by_username()
    for source in read_content("advice")["advice"]:
        advice = AdviceRequest.objects.create(
            municipality=Municipality.objects.named(source["place"]),
            assigned_to=named.get(source["assigned_to"]),
            **describe_days(source),
            **{name: source[name] for name in FIELDS},
        )
        advice.theme_fields.set([themes[slug] for slug in source["theme_fields"]])
        for text in source["notes"]:
            advice.add_note(advice.assigned_to, text)


def describe_days(source):
    """When it arrived, and so many days after that, when it was begun and closed."""
    arrived = timezone.now() - timedelta(days=source["days_ago"])
    days = {"started_at": source["begun_after"], "closed_at": source["closed_after"]}
    later = {name: number and arrived + timedelta(days=number) for name, number in days.items()}
    return {"created_at": arrived} | later
