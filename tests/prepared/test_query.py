from datetime import timedelta

import pytest
from django.db.models import CharField, F, Value
from django.db.models.functions import Now, Upper
from django.utils import timezone

from accounts.models import User
from groups.models import Group, Membership
from prepared.query import FixedTime, Parameter, PreparedQuery
from vocabulary.models import Municipality

NAME = Parameter("name", CharField())


def named():
    return User.objects.filter(name=NAME).annotate(loud=Upper("name")).order_by("pk")


def test_each_asking_gives_its_own_values(anna, ben):
    query = PreparedQuery(named)
    assert [query.first(name=one.name) for one in (anna, ben, anna)] == [anna, ben, anna]
    assert query.first(name=ben.name).loud == "BEN BENSEN"
    assert query.first(name="Niemand") is None


def test_it_is_built_once_and_asked_once(anna, django_assert_num_queries):
    built = []
    query = PreparedQuery(lambda: built.append(1) or named())
    with django_assert_num_queries(3):
        for _ in range(3):
            query.first(name=anna.name)
    assert built == [1]


def test_rows_are_tuples_in_the_order_of_the_queryset(anna, ben):
    query = PreparedQuery(
        lambda: User.objects.order_by("-name").values_list("name", Value(1), F("site_role"))
    )
    assert query.rows() == [(ben.name, 1, "moderator"), (anna.name, 1, "")]


def fields(one):
    return {field.attname: getattr(one, field.attname) for field in one._meta.concrete_fields}


def test_objects_come_as_the_orm_makes_them_with_what_they_join(anna, django_assert_num_queries):
    def with_people():
        found = Membership.objects.select_related("group", "user__municipality").order_by("pk")
        return found.annotate(loud=Upper("user__name"), domains=F("user__municipality__mail_domains"))

    town = Municipality.objects.create(slug="ulm", title="Ulm", size_class="gross", lat=48, lon=9)
    group = Group.objects.create(slug="a", title="A", summary="–", description="–")
    for user in (anna, User.objects.create_user("u@ort.example", "Ute", municipality=town)):
        group.admit(user)
    with django_assert_num_queries(1):
        found = PreparedQuery(with_people).all()
        assert [one.user.municipality for one in found] == [None, town]
    for got, one in zip(found, with_people(), strict=True):
        assert (got.loud, got.domains) == (one.loud, one.domains)
        for mine, theirs in ((got, one), (got.group, one.group), (got.user, one.user)):
            assert fields(mine) == fields(theirs)
            assert (mine._state.adding, mine._state.db) == (False, theirs._state.db)
    assert fields(found[1].user.municipality) == fields(town)


@pytest.mark.parametrize("name", ["%s", "';--", "%(name)s", "\\", "ß\u202e"])
def test_a_value_is_only_a_value(anna, name):
    User.objects.filter(pk=anna.pk).update(name=name)
    assert PreparedQuery(named).first(name=name).name == name


@pytest.mark.django_db
def test_a_value_that_is_missing_is_told():
    with pytest.raises(KeyError, match="name"):
        PreparedQuery(named).first(nome="Anna")


@pytest.mark.django_db
def test_no_moment_is_kept_but_the_database_may_tell_its_own():
    with pytest.raises(FixedTime):
        PreparedQuery(lambda: User.objects.filter(date_joined__gt=timezone.now())).rows()
    PreparedQuery(lambda: User.objects.filter(date_joined__gt=Now() - timedelta(days=1))).rows()
