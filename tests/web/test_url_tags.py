"""{% url %} gives what Django's gives, also for the second time."""

from uuid import UUID

import pytest
from django.template import Context, Engine
from django.template.backends.django import get_installed_libraries
from django.urls import NoReverseMatch

from groups.models import Group
from web.templatetags.url_tags import reverse_once

KEY = UUID(int=7)
VALUES = {"slug": "a-b", "number": 7, "text": "7", "yes": True, "key": KEY, "group": Group(title="a-b")}
OURS = Engine(libraries=get_installed_libraries(), builtins=["web.templatetags.url_tags"])
DJANGOS = Engine(libraries=get_installed_libraries())
TAGS = [
    '{% url "mein" %}',
    '{% url "forum:group" slug %}',
    '{% url "people:person" number %}{% url "people:person" text %}',
    '{% url "people:photo" number key "klein" %}',
    '{% url "people:person" pk=number %}',
    '{% url "forum:group" group %}',
    '{% url "mein" as there %}-{{ there }}',
    '{% url "there-is-none" as there %}-{{ there }}',
    '{% url "people:person" yes as there %}-{{ there }}',
]


def render(engine, tag):
    return engine.from_string(tag).render(Context(VALUES))


def test_it_is_the_address_that_django_finds(subtests):
    reverse_once.cache_clear()
    for tag in TAGS:
        with subtests.test(tag):
            assert [render(OURS, tag) for _ in range(2)] == [render(DJANGOS, tag)] * 2


def test_equal_values_of_other_kinds_are_not_confused():
    assert render(OURS, '{% url "people:person" number %}') == "/personen/7/"
    one = Context({"one": 1, "yes": True})
    assert OURS.from_string('{% url "people:person" one %}').render(one) == "/personen/1/"
    assert OURS.from_string('{% url "people:person" yes as there %}{{ there }}').render(one) == ""


def test_an_address_that_there_is_not_is_an_error():
    for _ in range(2):
        with pytest.raises(NoReverseMatch):
            render(OURS, '{% url "there-is-none" %}')
