"""Each right of the table, with a real request, in the four states of a session towards the second factor."""

from uuid import uuid4

import pytest

from forum.models import Post, Thread
from groups.models import Membership, Right, Role
from tests.groups.test_rights import GROUP, REQUESTS
from tests.support.database.undoing import each, savepoint
from tests.support.pages.joining import TABLES, rows
from tests.support.people import second_factor as factor

# By hand: what every member may do, and what is a role's.
OF_MEMBERS = {"READ", "WRITE", "LEAVE"}
OF_ROLES = {
    *("ANNOUNCE", "TEND_THREADS", "REMOVE_POSTS", "OVERSEE", "INVITE", "END_INVITATIONS"),
    *("DECIDE", "SET_ROLES", "REMOVE_MEMBERS", "SET_UP", "CLOSE"),
}
# Pages that only show what a role may see or do.
PAGES = [
    *("leitung/", "protokoll/", "einladungen/", "einladungen/per-mail/", "anfragen/", "einstellungen/"),
    *(
        "abschliessen/",
        "loeschen/",
        "einladungen/alle-widerrufen/",
        "einladungen/{link}/",
        "anfragen/{asked}/",
    ),
    *("mitglieder/{anna}/", "mitglieder/{anna}/entfernen/", "einladungen/{link}/qr.svg"),
    *("einladungen/{link}/bearbeiten/", "themen/{thread}/beitraege/1/loeschen/"),
]
FOR_ALL = ["", "mitglieder/", "ueber/", "themen/neu/", "austreten/"]


def everything():
    return rows(*TABLES, Thread, Post)


def right_of(what):
    return what.partition(",")[0]


def of_role(group, user, role):
    """The person with this role: Carla, who is in the group for this test only."""
    membership = group.admit(user)[0]
    Membership.objects.filter(pk=membership.pk).update(role=role)


def send(browser, what, keys):
    method, address, sent, *_ = REQUESTS[what]
    return getattr(browser, method)(GROUP + address.format(**keys), dict(sent, key=str(uuid4())))


def test_every_right_is_a_members_or_a_roles():
    assert {right.name for right in Right} == OF_MEMBERS | OF_ROLES
    assert {right.name for right in Right if right.is_privileged} == OF_ROLES


@each("state", factor.STATES)
@each("role", [Role.MODERATOR, Role.LEAD])
def test_what_a_role_may_do_waits_for_the_second_factor(role, state, group, carla, keys):
    of_role(group, carla, role)
    browser = factor.browser_in(state, carla)
    found, wanted, before = {}, {}, everything()
    for what, (method, *_) in REQUESTS.items():
        right = Right[right_of(what)]
        if not right.belongs_to(role):
            continue
        with savepoint():
            found[what] = factor.stopped(send(browser, what, keys)), everything() == before
        stop = factor.STOPS[state][method == "post"] if right.name in OF_ROLES else ""
        wanted[what] = stop, bool(stop) or method == "get"
    assert found == wanted


@each("state", factor.STATES)
def test_pages_of_leads_are_shown_to_whoever_has_shown_it(state, group, dora, keys):
    browser = factor.browser_in(state, dora)
    for page in PAGES:
        assert factor.stopped(browser.get(GROUP + page.format(**keys))) == factor.STOPS[state][0], page
    for page in FOR_ALL:
        assert browser.get(GROUP + page).status_code == 200, page


@each("state", [factor.NONE, factor.NOT_SHOWN, factor.LONG_AGO])
def test_members_are_never_asked(state, group, anna, keys):
    browser = factor.browser_in(state, anna)
    for what in REQUESTS:
        with savepoint():
            assert not factor.stopped(send(browser, what, keys)), what
    for page in (*PAGES, *FOR_ALL):
        assert not factor.stopped(browser.get(GROUP + page.format(**keys))), page


def test_the_way_leads_back_to_the_page(group, dora):
    response = factor.browser_in(factor.NONE, dora).get(f"{GROUP}leitung/?a=1&b=2")
    assert (
        response["Location"] == "/konto/sicherheit/?next=%2Fgruppen%2Flesekreis%2Fleitung%2F%3Fa%3D1%26b%3D2"
    )


@each("state", factor.STATES)
def test_an_acting_lead_is_asked_like_a_lead(state, group, dora, vera, keys):
    dora.is_active = False
    dora.save()
    browser = factor.browser_in(state, vera)
    assert factor.stopped(browser.get(f"{GROUP}leitung/")) == factor.STOPS[state][0]
    before = everything()
    for what in ("DECIDE", "SET_ROLES", "CLOSE", "INVITE"):
        with savepoint():
            stop = factor.stopped(send(browser, what, keys))
            assert (what, stop, everything() == before) == (what, factor.STOPS[state][1], bool(stop))


@each("state", [factor.NONE, factor.NOT_SHOWN, factor.LONG_AGO])
def test_outsiders_learn_nothing_from_being_asked(state, group, carla, keys):
    browser = factor.browser_in(state, carla)
    for what in REQUESTS:
        assert send(browser, what, keys).status_code == 404, what


@each("state", factor.STATES)
def test_ones_own_thread_and_posts_ask_for_nothing(state, group, dora, start, say, anna):
    browser, thread = factor.browser_in(state, dora), start(dora)
    say(thread, dora, "Meine zweite.")
    say(thread, anna, "Das hilft.")
    page = f"{GROUP}themen/{thread.pk}/"
    for address, sent in (("antwort/", {"number": "3"}), ("beitraege/2/loeschen/", {})):
        response = browser.post(page + address, sent)
        assert (response.status_code, factor.stopped(response)) == (302, ""), address


@pytest.mark.parametrize("role", [Role.LEAD, Role.MODERATOR, Role.MEMBER])
def test_the_mail_about_a_role_says_what_it_needs(role, group, dora, second_lead, anna):
    from groups.members import actions
    from mail.models import OutgoingMail

    start = {Role.MEMBER: second_lead}.get(role, anna)
    actions.change_role(group.memberships.get(user=start), role, dora)
    mail = OutgoingMail.objects.get()
    for part in (mail.text, mail.html):
        assert ("/konto/sicherheit/" in part) == (role != Role.MEMBER)
        assert ("zweiten Faktor" in part) == (role != Role.MEMBER)
