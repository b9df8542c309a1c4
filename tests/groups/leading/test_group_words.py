"""What leads write about their group: where members and guests read it, and that it is only words."""

from html.parser import HTMLParser
from uuid import uuid4

import pytest
from django.utils import timezone

from forum.models import Thread
from groups.models import Group, Membership
from tests.markup.hostile import LINKS
from tests.support.pages.client import Client
from tests.support.pages.forms import words

GROUP = "/gruppen/lesekreis/"
ABOUT, SETTINGS = f"{GROUP}ueber/", f"{GROUP}einstellungen/"
LONGEST = {"title": 100, "summary": 160, "description": 2000, "rules": 2000, "welcome": 500}
HARMFUL = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "{% now 'Y' %}{{ group }}",
    "</textarea></title><marquee>",
]
LEADING_OUT = ("javascript:", "vbscript:", "data:text", "//")


class Harm(HTMLParser):
    """What a browser would run, or where it would be led, that is not ours."""

    def __init__(self, html):
        super().__init__()
        self.found, self.script = [], False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.script = tag == "script"
        for name, value in attrs:
            leads_out = name in ("href", "src", "action") and (value or "").strip().lower()
            if name.startswith("on") or (leads_out and leads_out.startswith(LEADING_OUT)):
                self.found.append((tag, name, value))
        if tag == "marquee" or dict(attrs).get("src") == "x":
            self.found.append((tag, attrs))

    def handle_data(self, data):
        if self.script and "alert" in data:
            self.found.append(("script", data))


@pytest.fixture
def readers(as_dora, as_anna, invitation):
    """Each page on which words of leads stand, with somebody who reads it."""
    by_anna = (ABOUT, GROUP, f"{GROUP}mitglieder/", f"{GROUP}austreten/", "/gruppen/", "/mein/")
    by_dora = (SETTINGS, f"{GROUP}loeschen/")
    by_guests = (f"{GROUP}beitreten/", invitation.get_absolute_url())
    return [
        *((as_anna, page) for page in by_anna),
        *((as_dora, page) for page in by_dora),
        *((Client(), page) for page in by_guests),
    ]


def test_what_leads_write_is_only_words_on_every_page(readers):
    for text in HARMFUL:
        # In all fields at once; what is run tells in which.
        write(**{field: text.replace("1", field) for field in LONGEST})
        assert harm_on_pages(readers) == {}, text


def test_links_that_leads_write_lead_nowhere_else_on_every_page(readers):
    for n in range(0, len(LINKS), 25):
        text = "\n\n".join(LINKS[n : n + 25])
        write(description=text, rules=text)
        assert harm_on_pages(readers) == {}, text


def write(**fields):
    Group.objects.update(**{field: text[: LONGEST[field]] for field, text in fields.items()})


def harm_on_pages(readers):
    found = {}
    for browser, page in readers:
        response = browser.get(page, follow=True)
        assert response.status_code == 200, page
        found[page] = Harm(response.content.decode()).found
    return {page: harm for page, harm in found.items() if harm}


def test_harm_is_found_where_there_is_some():
    for text in (
        *HARMFUL[:3],
        HARMFUL[5],
        '<a href=" JavaScript:alert(1)">x</a>',
        '<a href="//x.example">x</a>',
    ):
        assert Harm(f"<p>{text}</p>").found


@pytest.mark.parametrize("who", ["member", "guest"])
def test_purpose_and_rules_stand_on_the_invitation_as_under_about(who, as_anna, group, invitation):
    browser, page = (as_anna, ABOUT) if who == "member" else (Client(), invitation.get_absolute_url())
    Group.objects.update(description="Wir **lesen**.", rules="1. Leise\n2. Freundlich")
    html = browser.get(page).content.decode()
    assert "Wir <strong>lesen</strong>." in html
    assert "Was hier gilt" in html
    assert "<li>Freundlich</li>" in html
    Group.objects.update(rules="")
    assert "Was hier gilt" not in browser.get(page).content.decode()


@pytest.fixture
def welcomed(group):
    Group.objects.update(welcome="Schön, dass Sie da sind!\nFragen Sie <alles>.")
    return lambda browser: "Schön, dass Sie da sind!" in browser.get(GROUP).content.decode()


def test_a_new_member_is_welcomed_until_the_first_post(welcomed, as_anna, start, dora):
    start(dora)
    html = as_anna.get(GROUP).content.decode()
    assert "<h3>Willkommen</h3>" in html
    assert "Schön, dass Sie da sind! Fragen Sie <alles>." in words(html)
    assert "Fragen Sie &lt;alles&gt;." in html
    as_anna.post(f"{GROUP}themen/{Thread.objects.get().pk}/antworten/", {"text": "Hallo!"})
    assert not welcomed(as_anna)


def test_each_member_is_welcomed_for_themselves(welcomed, as_anna, as_ben, start, ben):
    start(ben)
    assert (welcomed(as_anna), welcomed(as_ben)) == (True, False)
    Membership.objects.update(first_post_at=timezone.now())
    assert not welcomed(as_anna)


def test_where_people_introduce_themselves_the_words_stand_there(welcomed, as_anna, thread, start, dora):
    start(dora, "Wer wir sind").welcome()
    Membership.objects.update(first_post_at=None)
    html = as_anna.get(GROUP).content.decode()
    assert "<h3>Stellen Sie sich kurz vor</h3>" in html
    assert "Schön, dass Sie da sind!" in html
    assert "Drei Sätze genügen" not in html
    Group.objects.update(welcome="")
    assert "Drei Sätze genügen" in as_anna.get(GROUP).content.decode()


def test_without_words_of_welcome_there_is_no_box(as_anna, group):
    assert 'class="welcome"' not in as_anna.get(GROUP).content.decode()


def test_in_an_archived_group_nobody_is_asked_to_write(welcomed, as_anna):
    Group.objects.update(archived_at=timezone.now())
    assert not welcomed(as_anna)


def test_whoever_comes_back_is_welcomed_again(welcomed, as_anna, anna, group, member, start):
    start(anna)
    as_anna.post(f"{GROUP}austreten/")
    group.admit(anna)
    assert welcomed(as_anna)
    thread = Thread.objects.get()
    thread.reply(member(anna), "Wieder da.", uuid4())
    assert not welcomed(as_anna)
