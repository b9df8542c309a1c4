"""The place of work: a municipality of the list, or words."""

import pytest
from django.db import IntegrityError

from accounts.sign_in.sign_in import get_or_create_account
from vocabulary.models import Municipality


@pytest.mark.parametrize("typed", ["Ulm", "ulm", " ULM "])
def test_a_name_of_the_list_is_found_in_whatever_case(typed, ulm):
    user = get_or_create_account("nina@stadt.example", name="Nina", place=typed)
    assert (user.municipality, user.other_place, user.place) == (ulm, "", "Ulm")


def test_another_name_is_kept_in_words(ulm):
    user = get_or_create_account("nina@stadt.example", name="Nina", place="Neuland")
    assert (user.municipality, user.place) == (None, "Neuland")


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("nina@ulm.example", True),
        ("nina@AMT.Ulm.example", True),
        ("nina@neu-ulm.example", False),
        ("nina@ulm.example.com", False),
        ("nina@example", False),
        ("", False),
    ],
)
def test_a_mail_domain_belongs_to_its_municipality_with_what_is_below_it(address, found, ulm):
    assert Municipality.objects.of_address(address) == (ulm if found else None)


def test_a_user_has_one_place(ulm, person):
    with pytest.raises(IntegrityError):
        person("Nina", municipality=ulm, other_place="Neuland")


def test_an_account_that_exists_keeps_its_name_and_place(ulm, anna):
    user = get_or_create_account(anna.email, name="Eine andere", place="Ulm")
    assert (user, user.name, user.place) == (anna, "Anna Annasen", "")
