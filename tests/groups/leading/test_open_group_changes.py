"""A group open to all is not so any more, or is shut, while somebody confirms their address."""

import pytest
from django.utils import timezone

from accounts.models import User
from groups.models import JoinRequest, PendingSignup
from tests.support.database.races import in_turn
from tests.support.mails.mailings import is_member, set_group
from tests.support.pages.client import Client
from tests.support.pages.forms import values
from tests.support.pages.joining import ask, headings, mailed_link, next_actions

IN, ASKING = "/gruppen/lesekreis/beitreten/", "/gruppen/lesekreis/zugang/"


@pytest.fixture
def open_group(group):
    set_group(join_policy="open")
    return group


def test_a_policy_changed_while_the_code_waits_leads_to_asking_with_what_was_typed(
    client, open_group, submitted, mailed_code
):
    client.post(IN, submitted)
    code = mailed_code()
    set_group(join_policy="request")
    html = client.post(f"{IN}code/", {"code": code}, follow=True).content.decode()
    assert next_actions(html) == [("Zugang anfragen", ASKING)]
    assert not User.objects.filter(email=submitted["email"]).exists()
    assert values(client.get(ASKING).content.decode()) == submitted | {"reason": "", "consent": ""}
    there = Client()
    assert next_actions(there.post(mailed_link(), follow=True).content.decode()) == [
        ("Zugang anfragen", ASKING)
    ]
    client.post(ASKING, submitted | {"reason": "Bitte."})
    client.post(f"{ASKING}code/", {"code": mailed_code()})
    assert JoinRequest.objects.get().user.email == submitted["email"]
    assert not is_member(submitted["email"])


@pytest.mark.parametrize("fields", [{"visibility": "hidden"}, {"archived_at": timezone.now()}])
def test_a_group_closed_while_the_code_waits_admits_nobody(
    fields, client, open_group, submitted, mailed_code
):
    client.post(IN, submitted)
    set_group(**fields)
    status = 404 if "visibility" in fields else 410
    assert client.post(f"{IN}code/", {"code": mailed_code()}).status_code == status
    assert Client().post(mailed_link()).status_code == status
    assert not User.objects.filter(email=submitted["email"]).exists()


@pytest.mark.usefixtures("own_database")
@pytest.mark.parametrize("who", ["new", "existing"])
def test_a_policy_changed_at_the_instant_of_the_code_leads_to_asking(
    who, client, open_group, submitted, carla, mailed_code
):
    email = submitted["email"] if who == "new" else carla.email
    client.post(IN, submitted | {"email": email})
    code, pending = mailed_code(), PendingSignup.objects.get()
    change = lambda: (pending.lock(), set_group(join_policy="request"))  # noqa: E731
    (response,) = in_turn(change, lambda: client.post(f"{IN}code/", {"code": code}), then="keep")
    arrived = client.get(response["Location"], follow=True).content.decode()
    assert next_actions(arrived) == [("Zugang anfragen", ASKING)]
    assert not is_member(email)
    assert ("_auth_user_id" in client.session) is (who == "existing")
    if who == "new":
        assert values(arrived) == submitted | {"reason": "", "consent": ""}


@pytest.mark.parametrize("policy", ["invitation", "request", "open"])
def test_whoever_waits_for_an_answer_reads_so_and_can_withdraw_after_the_policy_changed(
    policy, group, carla, signed_in
):
    ask(group, carla)
    set_group(join_policy=policy)
    browser = signed_in(carla)
    assert "Ihre Anfrage wartet" in headings(browser.get(ASKING).content.decode(), 2)
    browser.post(f"{ASKING}zurueckziehen/")
    assert JoinRequest.objects.get().outcome == "withdrawn"
