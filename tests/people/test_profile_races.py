"""One person in two tabs, or an account that goes meanwhile: real connections, held up at the same row."""

import pytest
from django.db import IntegrityError

from accounts.models import Experience, Photo, User
from tests.support.database.races import in_turn
from vocabulary.models import ThemeField

pytestmark = pytest.mark.usefixtures("own_database")


def fresh(user):
    return User.objects.get(pk=user.pk)


def lock(user):
    return User.objects.select_for_update(no_key=True).get(pk=user.pk)


def test_of_two_descriptions_at_once_the_later_one_stands_whole(anna):
    first, second, third = (ThemeField.objects.create(slug=slug, title=slug) for slug in "abc")
    anna.describe({first: (1, False)})
    outcomes = in_turn(
        lambda: lock(anna),
        lambda: fresh(anna).describe({first: (2, True), second: (3, False)}, seeks="Früher"),
        lambda: fresh(anna).describe({second: (1, False), third: (None, True)}, seeks="Später"),
    )
    assert outcomes == [None, None]
    stored = list(
        anna.experiences.order_by("theme_field__slug").values_list("theme_field__slug", "level", "seeks")
    )
    assert (stored, fresh(anna).seeks) == ([("b", 1, False), ("c", None, True)], "Später")


@pytest.mark.parametrize("had_one", [False, True])
def test_of_two_photos_at_once_one_is_kept_and_shown(had_one, anna):
    if had_one:
        anna.show_photo(b"former", b"former")
    outcomes = in_turn(
        lambda: lock(anna),
        lambda: fresh(anna).show_photo(b"first", b"first"),
        lambda: fresh(anna).show_photo(b"second", b"second"),
    )
    assert outcomes == [None, None]
    photo = Photo.objects.get()
    assert (bytes(photo.small), photo.owner, fresh(anna).photo) == (b"second", anna, photo)


def test_a_photo_that_is_removed_while_another_comes_leaves_no_half_of_it(anna):
    anna.show_photo(b"former", b"former")
    acts = [lambda: fresh(anna).show_photo(b"new", b"new"), lambda: fresh(anna).remove_photo()]
    assert in_turn(lambda: lock(anna), *acts) == [None, None]
    assert (Photo.objects.count(), fresh(anna).photo) == (0, None)
    assert in_turn(lambda: lock(anna), *reversed(acts)) == [None, None]
    assert fresh(anna).photo == Photo.objects.get()


def test_a_photo_or_a_profile_that_comes_while_the_account_is_deleted_leaves_nothing(anna):
    theme = ThemeField.objects.create(slug="a", title="A")
    acts = [lambda: anna.show_photo(b"late", b"late"), lambda: fresh_copy.describe({theme: (3, True)})]
    fresh_copy = fresh(anna)
    outcomes = in_turn(lambda: fresh(anna).delete(), *acts, then="keep")
    assert [type(outcome) for outcome in outcomes] == [User.DoesNotExist] * 2
    assert (Photo.objects.count(), Experience.objects.count(), User.objects.count()) == (0, 0, 0)


def test_an_account_that_is_deleted_while_a_photo_comes_stays_whole_until_it_is_deleted_again(anna):
    add = lambda: fresh(anna).show_photo(b"new", b"new")  # noqa: E731
    (outcome,) = in_turn(add, lambda: fresh(anna).delete(), then="keep")
    # What is deleted with an account was read before the photo came, and the database refuses orphans.
    assert isinstance(outcome, IntegrityError)
    assert fresh(anna).photo == Photo.objects.get()
    fresh(anna).delete()
    assert (Photo.objects.count(), User.objects.count()) == (0, 0)
