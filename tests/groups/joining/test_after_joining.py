"""Where a link leads after joining: only to a page of our own that a new member can open."""

import pytest
from django.conf import settings

from groups.models import Invitation
from tests.support.database.undoing import each
from tests.support.pages.forms import problems, values
from tests.support.pages.joining import rows

PAGE = "/gruppen/lesekreis/einladungen/"
FILLED = {"label": "Tagung", "words": "", "days": "30", "max_uses": "", "role": "member"}
NOT_OURS = "Bitte geben Sie die Adresse einer Seite von StädteNetz ein"
ELSEWHERE = "Nach dem Beitritt geht es nur zu einer Seite dieser Gruppe für alle Mitglieder oder zu einer öffentlichen."
GONE = "Diese Seite gibt es nicht."
HOST = settings.BASE_URL
BAD = {
    "https://boese.example/": NOT_OURS,
    "//boese.example/": NOT_OURS,
    "///boese.example/": NOT_OURS,
    "/\\boese.example": NOT_OURS,
    "\\\\boese.example": NOT_OURS,
    "/%5cboese.example": NOT_OURS,
    "/\t/boese.example": NOT_OURS,
    "/%09/boese.example": NOT_OURS,
    f"{HOST}.boese.example/": NOT_OURS,
    f"{HOST}@boese.example/": NOT_OURS,
    f"{HOST}//boese.example/": NOT_OURS,
    "javascript:alert(1)": NOT_OURS,
    "data:text/html,x": NOT_OURS,
    "mailto:a@b.de": NOT_OURS,
    "http://[": NOT_OURS,
    "?x": NOT_OURS,
    "gruppen/lesekreis/": NOT_OURS,
    "/gibt-es-nicht/": GONE,
    "/gruppen/lesekreis/gibt-es-nicht/": GONE,
    "/gruppen/lesekreis/../chor/": GONE,
    "/gruppen/lesekreis/%2e%2e/chor/": GONE,
    "/gruppen/chor/": ELSEWHERE,
    "/gruppen/lesekreis-2/": ELSEWHERE,
    "/gruppen/": ELSEWHERE,
    "/konto/abmelden/": ELSEWHERE,
    "/redaktion/": ELSEWHERE,
    "/mein/": ELSEWHERE,
    "/" + "x" * 300: "1 Zeichen zu viel",
}
FOR_LEADS_ONLY = [
    "einladungen/",
    "anfragen/",
    "protokoll/",
    "mitglieder/1/entfernen/",
    "einladungen/1/qr.svg",
]
FOR_NOBODY = ["gelesen/", "themen/999999/titel/", "themen/999999/gelesen/"]


@pytest.fixture
def as_dora(group, as_dora):
    return as_dora


@each("path", BAD)
def test_a_bad_landing_path_is_explained_at_its_field_and_comes_back(path, as_dora, other_group):
    before = rows()
    html = as_dora.post(PAGE, FILLED | {"landing_path": path}).content.decode()
    assert problems(html).keys() == {"landing_path"}
    assert BAD[path] in problems(html)["landing_path"]
    assert values(html)["landing_path"] == path
    assert rows() == before


@each("path", [*FOR_LEADS_ONLY, *FOR_NOBODY])
def test_a_link_leads_to_no_page_that_a_new_member_cannot_open(path, as_dora):
    html = as_dora.post(PAGE, FILLED | {"landing_path": f"/gruppen/lesekreis/{path}"}).content.decode()
    assert problems(html).keys() == {"landing_path"}
    assert not Invitation.objects.exists()


@each(
    ("typed", "stored"),
    [
        ("", ""),
        ("/", "/"),
        (f"  {HOST}/gruppen/lesekreis/ueber/ ", "/gruppen/lesekreis/ueber/"),
        ("/gruppen/lesekreis/?seite=2#beitrag-3", "/gruppen/lesekreis/?seite=2#beitrag-3"),
    ],
)
def test_a_landing_path_of_our_own_is_kept_as_a_path_and_followed(typed, stored, as_dora, signed_in, carla):
    as_dora.post(PAGE, FILLED | {"landing_path": typed})
    link = Invitation.objects.get()
    assert link.landing_path == stored
    browser = signed_in(carla)
    browser.post(f"{link.get_absolute_url()}beitreten/")
    assert browser.get(link.get_absolute_url())["Location"] == (stored or "/gruppen/lesekreis/")


def test_a_thread_of_the_group_is_a_landing_path(as_dora, group, start, ben, signed_in, carla):
    thread = start(ben)
    as_dora.post(PAGE, FILLED | {"landing_path": HOST + thread.get_absolute_url()})
    link = Invitation.objects.get()
    browser = signed_in(carla)
    arrived = browser.post(f"{link.get_absolute_url()}beitreten/", follow=True)
    assert arrived.redirect_chain[-1] == (thread.get_absolute_url(), 302)
    assert arrived.status_code == 200


def test_a_landing_path_that_no_longer_exists_does_not_prevent_joining(make_link, group, signed_in, carla):
    link = make_link(landing_path="/gruppen/lesekreis/themen/999999/titel/")
    browser = signed_in(carla)
    browser.post(f"{link.get_absolute_url()}beitreten/")
    assert group.memberships.filter(user=carla).exists()
