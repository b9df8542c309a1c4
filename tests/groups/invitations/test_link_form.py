"""What leads may set for a link, what they may not, and that nothing they typed is lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from groups.models import Invitation, Role
from tests.support.database.undoing import each
from tests.support.pages.forms import problems, values, words
from tests.support.pages.joining import rows

PAGE = "/gruppen/lesekreis/einladungen/"
FILLED = {
    "label": "Tagung im Mai",
    "words": "Kommen Sie!",
    "days": "30",
    "max_uses": "25",
    "mail_domains": "stadt.de, kreis.de",
    "member_towns_only": "on",
    "needs_approval": "on",
    "role": "moderator",
    "landing_path": "/gruppen/lesekreis/ueber/",
    "is_public": "",
    "show_thread_titles": "on",
}
NO_DOMAIN = "ist keine E-Mail-Domain."
LIMITED = "Ein Link, der eine Rolle gibt, braucht ein Ende und eine Höchstzahl und ist nicht öffentlich."
NO_CHOICE = "Bitte eine gültige Auswahl treffen."
NO_DOMAINS = [
    "stadt",
    "nina@stadt.de",
    "http://stadt.de",
    "stadt..de",
    "-stadt.de",
    "stadt-.de",
    "stadt.de/x",
    "@",
    ".",
    "*.stadt.de",
    "192.0.2.1",
    "stadt.de:25",
    "st_adt.de",
]
BAD = {
    **{domain: ("mail_domains", {}, domain, NO_DOMAIN) for domain in NO_DOMAINS},
    "a label of a domain too long": ("mail_domains", {}, "x" * 64 + ".de", NO_DOMAIN),
    "a turned direction in a domain": ("mail_domains", {}, "stadt\u202e.de", NO_DOMAIN),
    "a null character in a domain": ("mail_domains", {}, "st\0adt.de", "Nullzeichen"),
    "one wrong domain of three": (
        "mail_domains",
        {},
        "stadt.de, kreis, amt.de",
        "„kreis“ ist keine E-Mail-Domain.",
    ),
    "too many domains": (
        "mail_domains",
        {},
        " ".join(f"d{n}.de" for n in range(51)),
        "Höchstens 50 E-Mail-Domains.",
    ),
    "a role without a limit": ("role", {"max_uses": ""}, "moderator", LIMITED),
    "a role without an end": ("role", {"days": "0"}, "lead", LIMITED),
    "a role for everybody": ("role", {"is_public": "on", "show_thread_titles": ""}, "lead", LIMITED),
    "an unknown role": ("role", {}, "admin", NO_CHOICE),
    "unknown days": ("days", {}, "8", NO_CHOICE),
    "days to keep": ("days", {}, "keep", NO_CHOICE),
}


@pytest.fixture
def as_dora(group, as_dora):
    return as_dora


@pytest.fixture
def link(group, as_dora):
    """As FILLED says, made on the page."""
    as_dora.post(PAGE, FILLED)
    return Invitation.objects.get()


def sent(typed):
    """As a browser sends it: an empty box is not sent."""
    boxes = {"member_towns_only", "needs_approval", "is_public", "show_thread_titles"}
    return {name: value for name, value in typed.items() if value or name not in boxes}


def shown(typed, *without):
    """As it comes back; what is no choice cannot be shown as chosen."""
    return {name: "" if name in without else value for name, value in typed.items()}


def test_every_field_is_kept(link, dora):
    assert (link.label, link.words, link.max_uses, link.role) == (
        "Tagung im Mai",
        "Kommen Sie!",
        25,
        Role.MODERATOR,
    )
    assert link.mail_domains == ["stadt.de", "kreis.de"]
    assert (link.member_towns_only, link.needs_approval) == (True, True)
    assert (link.is_public, link.show_thread_titles) == (False, True)
    assert (link.landing_path, link.created_by) == ("/gruppen/lesekreis/ueber/", dora)
    assert timedelta(days=29) < link.expires_at - timezone.now() <= timedelta(days=30)


def test_a_new_form_proposes_ninety_days_and_nothing_else(as_dora):
    silent = dict.fromkeys(FILLED, "") | {"days": "90", "role": "member"}
    html = as_dora.get(PAGE).content.decode()
    assert values(html) == silent
    assert "<details open" not in html.replace(' class="fold"', "")


def test_the_page_of_a_link_shows_all_that_was_set(as_dora, link):
    text = words(as_dora.get(f"{PAGE}{link.pk}/").content.decode())
    for said in (
        *(
            "„Kommen Sie!“",
            "0 von 25 beigetreten",
            "mit Freigabe",
            "gibt die Rolle Moderation",
            "von Dora Dorasen",
        ),
        *("von stadt.de, kreis.de oder einer Mitgliedstadt", "/gruppen/lesekreis/ueber/", link.url),
    ):
        assert said in text


@each("what", BAD)
def test_a_bad_entry_is_explained_at_its_field_and_makes_no_link(what, as_dora, other_group):
    field, others, value, text = BAD[what]
    typed, before = FILLED | others | {field: value}, rows()
    response = as_dora.post(PAGE, sent(typed))
    html = response.content.decode()
    assert response.status_code == 200
    assert problems(html).keys() == {field}
    assert text in problems(html)[field]
    unchosen = [field] if text == NO_CHOICE else []
    assert values(html) == shown(typed, *unchosen)
    assert rows() == before


def test_the_role_is_not_refused_twice_when_something_else_is_wrong(as_dora):
    html = as_dora.post(PAGE, sent(FILLED | {"max_uses": "viele", "label": ""})).content.decode()
    assert problems(html).keys() == {"max_uses", "label"}


def test_a_public_link_that_shows_titles_is_explained_and_stays_typed(as_dora):
    typed = FILLED | {"role": "member", "is_public": "on"}
    html = as_dora.post(PAGE, sent(typed)).content.decode()
    assert "Ein Link auf öffentlichen Seiten zeigt keine Titel aus der Gruppe." in html
    assert values(html) == typed
    assert not Invitation.objects.exists()


@each("role", [[""], [], ["lead", "member"], ["member", "lead"], ["LEAD"]])
def test_a_crafted_role_gives_no_more_than_what_the_form_offers(role, as_dora):
    response = as_dora.post(PAGE, sent(FILLED | {"max_uses": ""}) | {"role": role})
    assert response.status_code in {200, 302}
    assert set(Invitation.objects.values_list("role", flat=True)) <= {"member"}


def test_crafted_fields_change_nothing_that_the_form_does_not_offer(as_dora, group, other_group, carla):
    crafted = {
        "group": other_group.pk,
        "key": "kurz",
        "uses": 20,
        "created_by": carla.pk,
        "revoked_at": "2020-01-01",
    }
    as_dora.post(PAGE, sent(FILLED) | crafted)
    link = Invitation.objects.get()
    assert (link.group, link.uses, link.created_by.name, link.revoked_at) == (group, 0, "Dora Dorasen", None)
    assert len(link.key) == 22


@each(
    ("typed", "stored"),
    [
        ("Stadt.DE;kreis.de\n@amt.de,  stadt.de", ["stadt.de", "kreis.de", "amt.de"]),
        ("stadt.de.", ["stadt.de"]),
        ("münchen.de", ["xn--mnchen-3ya.de"]),
        ("st\u0430dt.de", ["xn--stdt-63d.de"]),
        (" ".join(f"d{n}.de" for n in range(50)), [f"d{n}.de" for n in range(50)]),
        (" ,; \n", []),
    ],
)
def test_domains_are_kept_once_and_as_in_the_dns(typed, stored, as_dora):
    as_dora.post(PAGE, sent(FILLED | {"mail_domains": typed}))
    assert Invitation.objects.get().mail_domains == stored
