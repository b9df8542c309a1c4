import pytest

from tests.support.pages.client import Client
from tests.support.people import quirina as traces


@pytest.fixture
def people(anna, ben, dora):
    return anna, ben, dora


@pytest.fixture
def quirina(group):
    user = traces.make_quirina()
    group.admit(user)
    return user


@pytest.fixture
def everything(group, quirina, start, say, people, vera, settings, tmp_path):
    """Her threads as in `traces.talk`, and Anna's browser."""
    settings.MEDIA_ROOT = tmp_path
    threads = traces.talk(group, quirina, start, say, people)
    traces.leave_traces(group, quirina, people)
    traces.leave_traces_in_packages(group, quirina, people)
    browser = traces.leave_traces_in_browsers(Client, quirina, people[0])
    assert {place for place, _ in traces.found()} > {
        *("accounts_user", "forum_post", "groups_emailinvitation", "sessions", "groups_pendingsignup"),
        *("mail_outgoingmail", "wagtailcore_modellogentry", "wagtailcore_comment", "files", "cache"),
        *("account_emailaddress", "home_dataexport", "mfa_authenticator"),
    }
    return *threads, browser
