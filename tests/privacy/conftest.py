import pytest

from tests.support.pages.client import Client
from tests.support.people import quirina as leaving


@pytest.fixture
def people(anna, ben, dora):
    return anna, ben, dora


@pytest.fixture
def quirina(group):
    user = leaving.make_quirina()
    group.admit(user)
    return user


@pytest.fixture
def everything(group, quirina, start, say, people, vera, settings, tmp_path):
    """Her threads as in `leaving.talk`, and Anna's browser."""
    settings.MEDIA_ROOT = tmp_path
    threads = leaving.talk(group, quirina, start, say, people)
    leaving.leave_traces(group, quirina, people)
    leaving.leave_traces_in_packages(group, quirina, people)
    browser = leaving.leave_traces_in_browsers(Client, quirina, people[0])
    assert {place for place, _ in leaving.found()} > {
        *("accounts_user", "forum_post", "forum_thread", "groups_group", "groups_recipient", "sessions"),
        *("groups_pendingjoin", "groups_removal", "mail_outgoingmail", "notifications_notification"),
        *("wagtailcore_modellogentry", "wagtailcore_comment", "files", "cache", "account_emailaddress"),
    }
    return *threads, browser
