"""Whoever has not agreed to the current text is asked before any page of a group; nothing submitted is lost."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import ConsentText
from forum.models import Kind, Post, Thread
from groups.models import Role
from tests.support.database.undoing import each
from tests.support.pages.client import Client
from tests.support.people.consent import NEW, PAGE, agreed, hidden, publish
from tests.support.people.second_factor import NEEDED, NONE, browser_in, stopped

GROUP = "/gruppen/lesekreis/"
PAGES = ("", "mitglieder/", "ueber/", "themen/neu/")


@pytest.fixture
def thread(group, anna):
    member = group.memberships.get(user=anna)
    return Thread.objects.start(member, title="Gut", text="Ja.", kind=Kind.QUESTION, key=uuid4())


@pytest.fixture
def before(anna, group):
    """Anna's browser; she agreed to the former text."""
    browser = Client()
    browser.force_login(anna)
    publish()
    return browser


@each("page", PAGES)
def test_each_page_of_a_group_asks_first_and_comes_then(page, before, anna):
    led = before.get(GROUP + page)
    assert (led.status_code, led["Location"].partition("?")[0]) == (302, PAGE)
    html = before.get(led["Location"]).content.decode()
    assert "Unsere Einwilligung hat sich geändert" in html
    assert NEW in html
    assert "Jetzt geht es um Beiträge." in html
    assert "wie ich heiße, wo ich arbeite" in html
    onward = before.post(led["Location"], hidden(html))
    assert onward["Location"] == GROUP + page
    assert before.get(GROUP + page).status_code == 200
    assert len(agreed(anna)) == 2
    assert before.get(led["Location"])["Location"] == GROUP + page


@each("page", ["/personen/", "/personen/{ben}/"])
def test_so_do_the_pages_of_people(page, before, ben):
    assert before.get(page.format(ben=ben.pk))["Location"].startswith(f"{PAGE}?next=")


def test_whoever_never_agreed_is_asked_without_a_former_text(group, anna):
    browser = Client()
    browser.force_login(anna, consent=False)
    html = browser.get(GROUP, follow=True).content.decode()
    assert "Bitte willigen Sie ein" in html
    assert "Der bisherige Text" not in html


def test_pages_that_are_no_group_s_ask_nothing(before, anna, carla):
    for page in ("/mein/", "/mitteilungen/", "/gruppen/", "/konto/", "/konto/daten/", "/konto/profil/"):
        assert before.get(page).status_code == 200
    assert before.get(f"/personen/{anna.pk}/").status_code == 200
    outsider = Client()
    outsider.force_login(carla, consent=False)
    assert outsider.get("/personen/").status_code == 200


def test_one_may_leave_without_agreeing(before, anna):
    assert before.get(f"{GROUP}austreten/").status_code == 200
    assert before.post(f"{GROUP}austreten/")["Location"] == "/gruppen/"
    assert not anna.memberships.exists()
    assert len(agreed(anna)) == 1


def test_a_reply_in_the_middle_of_writing_waits_and_is_sent(before, thread):
    sent = {"text": "Mein <b>Text</b> & mehr", "key": str(uuid4()), "seen": "1"}
    waiting = before.post(f"{GROUP}themen/{thread.pk}/antworten/", sent)
    html = waiting.content.decode()
    assert (waiting.status_code, Post.objects.count()) == (403, 1)
    assert f'action="{GROUP}themen/{thread.pk}/antworten/"' in html
    assert 'value="Mein &lt;b&gt;Text&lt;/b&gt; &amp; mehr"' in html
    text = ConsentText.objects.current()
    gone_on = before.post(
        f"{GROUP}themen/{thread.pk}/antworten/", sent | {"confirm-consent": text.pk, "confirm-back": GROUP}
    )
    assert gone_on.status_code == 302
    assert thread.posts.get(number=2).text == sent["text"]


@each("submitted_pk", ["", "0", "eins", "former", "9" * 40])
def test_agreeing_to_another_text_asks_again_and_keeps_the_form(submitted_pk, before, thread, anna, events):
    former = agreed(anna)[0]
    sent = {"text": "Mein Text", "key": str(uuid4()), "seen": "1"}
    sent["confirm-consent"] = former.pk if submitted_pk == "former" else submitted_pk
    html = before.post(f"{GROUP}themen/{thread.pk}/antworten/", sent).content.decode()
    assert "Der Text hat sich gerade noch einmal geändert." in html
    assert hidden(html)["text"] == "Mein Text"
    assert agreed(anna) == [former]
    assert "consent_to_old_text" in events()


def test_consent_comes_first_and_then_the_second_factor(group, dora):
    browser = browser_in(NONE, dora)
    publish()
    form = {"words": "Mein Text"}
    html = browser.post(f"{GROUP}abschliessen/", form).content.decode()
    assert hidden(html)["words"] == "Mein Text"
    then = browser.post(f"{GROUP}abschliessen/", hidden(html))
    assert stopped(then) == NEEDED
    assert "confirm-consent" not in then.content.decode()
    assert agreed(dora)[-1].text == NEW


@each("onward", ["//boese.example/", "https://boese.example/", "javascript:alert(1)", "\n//x"])
def test_an_unsafe_way_on_is_not_taken(onward, before):
    html = before.get(PAGE, {"next": onward}).content.decode()
    response = before.post(f"{PAGE}?next={onward}", hidden(html))
    assert response["Location"] == "/mein/"


def test_a_page_that_is_open_already_goes_on_quietly(before, thread, anna, ben):
    assert before.get(f"/personen/{ben.pk}/foto/{uuid4()}/klein.webp").status_code == 404
    news = f"{GROUP}themen/{thread.pk}/neues/"
    assert before.get(news).status_code == 200
    assert before.post(f"{GROUP}themen/{thread.pk}/gelesen/", {"number": "1"}).status_code == 302
    assert before.get(f"{GROUP}themen/{thread.pk}/beitraege/1/zitat/").status_code == 200
    assert before.get("/mitteilungen/neues/").status_code == 200
    fragment = before.get(GROUP, headers={"HX-Request": "true"})
    assert fragment["HX-Refresh"] == "true"


def test_a_form_that_a_script_sends_becomes_the_question_in_its_place(before, thread):
    sent = {"text": "Mein Text", "key": str(uuid4()), "seen": "1"}
    for button in ({}, {"preview": "1"}):
        answer = before.post(
            f"{GROUP}themen/{thread.pk}/antworten/", sent | button, headers={"HX-Request": "true"}
        )
        assert (answer.status_code, answer["HX-Retarget"]) == (409, "closest form")
        assert hidden(answer.content.decode())["text"] == "Mein Text"
        assert "<main" not in answer.content.decode()


def test_an_acting_lead_is_no_member_and_not_asked(group, vera):
    group.memberships.filter(role=Role.LEAD).delete()
    browser = Client()
    browser.force_login(vera, consent=False)
    assert browser.get(f"{GROUP}leitung/").status_code == 200


@pytest.mark.parametrize(
    ("page", "within"),
    [
        (f"{GROUP}ueber/", "groups_membership"),
        ("/personen/", "groups_group"),
        ("/personen/{ben}/", "accounts_user"),
    ],
)
def test_the_question_costs_no_query(page, within, group, anna, ben):
    browser = Client()
    browser.force_login(anna)
    with CaptureQueriesContext(connection) as queries:
        browser.get(page.format(ben=ben.pk))
    asked = [query["sql"] for query in queries if "accounts_consent" in query["sql"]]
    assert len(asked) == 1
    assert f'FROM "{within}"' in asked[0]
