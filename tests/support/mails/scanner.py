"""Opens links in mails as the scanners of mail servers do: one of each kind, of whatever mails the tests send."""

from urllib.parse import urlsplit

import pytest

# The views to which the links of this process's tests led so far.
opened = set()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """After the test itself, while what it has made is still there."""
    result = yield
    names = set(item.fixturenames)
    if names & {"db", "own_database"} and not names & {"live", "live_server"}:
        open_links()
    return result


def open_links():
    from django.db import connection
    from django.urls import resolve

    from mail.models import OutgoingMail
    from tests.support.pages.joining import links_in

    if connection.needs_rollback:
        return
    for mail in OutgoingMail.objects.only("text", "html"):
        for address in links_in(mail):
            view = resolve(urlsplit(address).path).view_name
            if view not in opened:
                opened.add(view)
                open_link(address)


def open_link(address):
    from accounts.models import Consent
    from privacy.models import DataExport, Erasure
    from tests.support.pages.client import Client
    from tests.support.pages.joining import TABLES, rows

    scanner, before = Client(), rows(*TABLES, Consent, DataExport, Erasure)
    for read in (scanner.get, scanner.head):
        assert read(address).status_code < 500, address
    assert rows(*TABLES, Consent, DataExport, Erasure) == before, address
    assert "_auth_user_id" not in scanner.session
