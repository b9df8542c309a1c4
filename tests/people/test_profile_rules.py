"""What the database refuses of a profile, whoever writes it, and what goes with an account."""

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Experience, Photo, User
from accounts.models.visibility import FIELDS
from vocabulary.models import ThemeField


@pytest.fixture
def theme(db):
    return ThemeField.objects.create(slug="wohnen", title="Wohnen")


def refusal(act):
    """The name of the constraint that refuses the act, or None."""
    try:
        with transaction.atomic():
            act()
    except IntegrityError as error:
        return error.__cause__.diag.constraint_name
    return None


def test_neither_the_profile_nor_the_place_is_kept_from_one_s_groups(anna):
    own = User.objects.filter(pk=anna.pk)
    assert refusal(lambda: own.update(visibility=0)) == "user_visibility_is_known"
    assert refusal(lambda: own.update(place_visibility=0)) == "user_place_visibility_is_known"
    for field in set(FIELDS) - {"place"}:
        assert refusal(lambda field=field: own.update(**{f"{field}_visibility": 0})) is None


def test_no_visibility_but_the_known_ones_is_stored(anna):
    own = User.objects.filter(pk=anna.pk)
    for name in ("visibility", *(f"{field}_visibility" for field in FIELDS)):
        assert refusal(lambda name=name: own.update(**{name: 3})) == f"user_{name}_is_known"
        assert refusal(lambda name=name: own.update(**{name: 2})) is None


def test_a_new_account_is_seen_by_its_groups_alone_and_its_address_by_nobody(anna):
    anna.refresh_from_db()
    assert anna.visibility == 1
    assert [field for field in FIELDS if anna.shows(field, 1)] == [
        field for field in FIELDS if field != "email"
    ]
    assert [field for field in FIELDS if anna.shows(field, 2)] == []


def test_an_experience_has_one_of_three_levels_or_seeks(anna, theme):
    def say(level, seeks):
        return Experience.objects.create(user=anna, theme_field=theme, level=level, seeks=seeks)

    for what in ((None, False), (0, False), (0, True), (4, True)):
        assert refusal(lambda what=what: say(*what)) == "experience_says_something"
    say(None, True)
    assert refusal(lambda: say(3, False)) == "experience_once_per_theme_field"
    Experience.objects.all().delete()
    for level in (1, 2, 3):
        say(level, False).delete()


def test_describing_replaces_what_was_told_and_leaves_out_what_says_nothing(anna, theme):
    other = ThemeField.objects.create(slug="klima", title="Klima")
    anna.describe({theme: (3, True), other: (None, False)}, seeks="Rat", visibility=2)
    anna.describe({theme: (None, False), other: (1, False)}, offers="Tat")
    assert list(anna.experiences.values_list("theme_field__slug", "level", "seeks")) == [("klima", 1, False)]
    anna.refresh_from_db()
    assert (anna.seeks, anna.offers, anna.visibility) == ("Rat", "Tat", 2)


def test_a_new_photo_takes_the_place_of_the_former_one(anna, ben):
    ben.show_photo(b"ben", b"ben")
    anna.show_photo(b"old", b"old")
    former = anna.photo_id
    anna.show_photo(b"new", b"larger")
    anna.refresh_from_db()
    assert anna.photo_id != former
    assert (bytes(anna.photo.small), bytes(anna.photo.large), anna.photo.owner) == (b"new", b"larger", anna)
    anna.remove_photo()
    anna.remove_photo()
    anna.refresh_from_db()
    assert (anna.photo, Photo.objects.get().owner) == (None, ben)


def test_photo_and_experiences_go_with_the_account_and_with_nothing_less(anna, ben, theme):
    for user in (anna, ben):
        user.describe({theme: (3, True)})
        user.show_photo(b"small", b"large")
    User.objects.get(pk=anna.pk).delete()
    assert (Photo.objects.get().owner, Experience.objects.get().user) == (ben, ben)
    assert User.objects.get(pk=ben.pk).photo == Photo.objects.get()
    Photo.objects.all().delete()
    assert User.objects.get(pk=ben.pk).photo is None
