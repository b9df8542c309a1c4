"""Without a valid session every socket is refused, whatever the cookie holds."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Session

pytestmark = pytest.mark.usefixtures("site")

SIGNED_OUT = 4401
COOKIES = {
    "no cookie": None,
    "another cookie": "csrftoken=abc",
    "no session": "sessionid=",
    "a short one": "sessionid=1234567",
    "one that does not exist": f"sessionid={'a' * 32}",
    "a long one": f"sessionid={'a' * 4000}",
    "SQL": "sessionid=' OR 1=1; DROP TABLE accounts_session; --",
    "letters of another script": "sessionid=schlüssel-schlüssel",
    "a null character": r'sessionid="aaaaaaaa\000aaaaaaaa"',
    "a broken header": 'sessionid="; sessionid; =;;',
}


def refusal(connect, log, **headers):
    code = connect(**headers).close_code()
    record = log.wait_for("socket_refused")
    return code, record.reason, record.user


def test_a_cookie_of_nobody_is_refused(connect, log):
    found = {what: refusal(connect, log, Cookie=cookie) for what, cookie in COOKIES.items()}
    assert found == dict.fromkeys(COOKIES, (SIGNED_OUT, "signed_out", None))


def test_a_session_that_has_expired_or_is_nobodys_is_refused(client, signed_in, connect, log, anna):
    expired, nobody = signed_in(anna), client.session
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    nobody["anything"] = 1
    nobody.save()
    for browser in (expired, client):
        assert connect(browser).close_code() == SIGNED_OUT
        assert log.wait_for("socket_refused").reason == "signed_out"
