"""Whose request it is, when one query brings the session with its user."""

import pytest
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY

from accounts.models import User
from accounts.sessions.store import SessionStore
from accounts.sign_in.backend import get_user


@pytest.fixture
def request_of(rf, client):
    """A request with the session of somebody who is signed in."""

    def make(user):
        client.force_login(user)
        request = rf.get("/")
        request.session = SessionStore(client.cookies["sessionid"].value)
        return request

    return make


def test_session_and_user_are_one_query(request_of, anna, django_assert_num_queries):
    request = request_of(anna)
    with django_assert_num_queries(1):
        assert get_user(request) == anna
        assert request.session.row.user_id == anna.pk


def test_who_signs_in_meanwhile_is_the_user(request_of, anna, ben):
    request = request_of(anna)
    request.session.update({SESSION_KEY: str(ben.pk), HASH_SESSION_KEY: ben.get_session_auth_hash()})
    assert get_user(request) == ben
    request = request_of(anna)
    request.session.update({SESSION_KEY: str(ben.pk), HASH_SESSION_KEY: ben.get_session_auth_hash()})
    request.session.save()
    assert get_user(request) == ben


def test_a_session_of_another_password_is_nobodys(request_of, anna):
    request = request_of(anna)
    User.objects.filter(pk=anna.pk).update(password="another")
    assert get_user(request).is_anonymous


def test_the_account_that_one_request_found_is_not_that_of_the_next(request_of, anna, ben):
    assert get_user(request_of(anna)) == anna
    User.objects.filter(pk=anna.pk).update(is_active=False)
    assert get_user(request_of(ben)) == ben
    assert get_user(request_of(User.objects.get(pk=anna.pk))).is_anonymous
