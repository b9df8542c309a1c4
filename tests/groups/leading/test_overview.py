"""What a lead reads about the group at a glance, and who is let in; the threads are in test_unanswered.py."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from groups.joining import requests
from groups.models import Membership, Role
from tests.support.database.undoing import each
from tests.support.pages.forms import words
from tests.support.pages.joining import ask, next_actions
from vocabulary.models import Municipality

OVERVIEW = "/gruppen/lesekreis/leitung/"
TAB = f'href="{OVERVIEW}"'


@pytest.fixture
def as_dora(group, as_dora):
    return as_dora


def before(**ago):
    return timezone.now() - timedelta(**ago)


def get(client):
    response = client.get(OVERVIEW)
    assert response.status_code == 200
    return response.content.decode()


def section(html, name):
    return html.partition(f'id="{name}"')[2].partition("</section>")[0]


def waiting(client):
    return re.findall(r'<p><a href="[^"]*">(.*?)</a></p>', section(get(client), "unbeantwortet"))


def table(html):
    rows = re.findall(r'<th scope="row">(.*?)</th>\s*<td class="num">(\d+)</td>', section(html, "staedte"))
    return [(words(place), int(number)) for place, number in rows]


def town(title, *people, group):
    slug = title.lower()
    made = Municipality.objects.create(slug=slug, title=title, size_class="klein", lat=48, lon=9)
    for name in people:
        group.admit(User.objects.create_user(f"{name}@{slug}.example", name, municipality=made))


def queries(client):
    get(client)
    with CaptureQueriesContext(connection) as captured:
        get(client)
    return len(captured)


def test_requests_stand_first_to_be_answered_there(as_dora, group, carla, person):
    assert "Niemand wartet auf eine Antwort." in section(get(as_dora), "anfragen")
    first = ask(group, carla, reason="Ich lese <b>gern</b>.")
    html = get(as_dora)
    part = section(html, "anfragen")
    assert html.index('id="anfragen"') < html.index('id="unbeantwortet"')
    assert "Carla Carlasen möchte beitreten: „Ich lese <b>gern</b>.“" in words(part)
    assert next_actions(html) == [("Freigeben", f"/gruppen/lesekreis/anfragen/{first.pk}/freigeben/")]
    for number in range(11):
        ask(group, person(f"Nina{number}"))
    part = section(get(as_dora), "anfragen")
    assert part.count("möchte beitreten") == 10
    assert "und 2 weitere Anfragen" in words(part)


def test_a_decided_request_does_not_wait(as_dora, group, carla, dora):
    requests.decline_request(ask(group, carla), dora)
    assert "Niemand wartet auf eine Antwort." in section(get(as_dora), "anfragen")


def test_members_are_counted_by_town_most_first(as_dora, group, other_group, anna):
    town("Aalen", "a", group=group)
    town("Böblingen", "b", "c", group=group)
    town("Calw", "d", group=other_group)
    User.objects.filter(pk=anna.pk).update(other_place="Waldsee")
    html = get(as_dora)
    assert table(html) == [("Böblingen", 2), ("Aalen", 1), ("anderer Ort", 1), ("ohne Angabe", 2)]
    assert 'href="/gruppen/lesekreis/mitglieder/?stadt=aalen"' in html
    assert html.count('<th scope="col">') == 2


def test_a_row_that_would_say_zero_is_left_out(as_dora, group, ulm):
    User.objects.update(municipality=ulm)
    assert table(get(as_dora)) == [("Ulm", 3)]


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (0, "In den letzten 30 Tagen ist niemand dazugekommen."),
        (1, "Eine Person ist in den letzten 30 Tagen dazugekommen."),
        (2, "2 Personen sind in den letzten 30 Tagen dazugekommen."),
    ],
)
def test_it_says_how_many_joined_in_the_last_thirty_days(new, said, as_dora, group):
    Membership.objects.update(joined_at=before(days=31))
    fresh = list(group.memberships.values_list("pk", flat=True))[:new]
    Membership.objects.filter(pk__in=fresh).update(joined_at=before(days=29))
    assert said in words(section(get(as_dora), "staedte"))


def test_it_leads_to_the_log_the_members_and_their_file(as_dora):
    part = section(get(as_dora), "mehr")
    for way in (
        'href="/gruppen/lesekreis/protokoll/"',
        'href="/gruppen/lesekreis/mitglieder/"',
        'action="/gruppen/lesekreis/mitglieder/liste/"',
    ):
        assert way in part


def test_the_tab_stands_before_the_invitations_and_only_for_leads(as_anna, as_ben, as_dora):
    group_page = "/gruppen/lesekreis/"
    html = as_dora.get(group_page).content.decode()
    assert html.index(TAB) < html.index('href="/gruppen/lesekreis/einladungen/"')
    assert re.search(rf'{TAB}\s+aria-current="page"\s*>Leitung', get(as_dora))
    for client in (as_anna, as_ben):
        assert TAB not in client.get(group_page).content.decode()


@pytest.mark.usefixtures("carla", "emil", "vera")
@each(("name", "status"), [("anna", 403), ("ben", 403), ("carla", 404), ("vera", 404)])
def test_nobody_but_leads_reads_it(name, status, old_thread, anna, request, signed_in):
    old_thread(anna, "Offene Frage")
    response = signed_in(request.getfixturevalue(name)).get(OVERVIEW)
    assert response.status_code == status
    assert "Offene Frage" not in response.content.decode()


def test_anonymous_goes_to_the_sign_in_and_comes_back(client, group):
    assert client.get(OVERVIEW)["Location"] == f"/konto/anmelden/?next={OVERVIEW}"


def test_an_acting_lead_reads_it(group, old_thread, anna, carla, vera, signed_in):
    old_thread(anna, "Frage")
    ask(group, carla)
    group.memberships.filter(role=Role.LEAD).delete()
    as_vera = signed_in(vera)
    assert waiting(as_vera) == []
    assert "Was in der Gruppe steht, lesen nur ihre Mitglieder." in words(get(as_vera))
    assert "Carla Carlasen möchte beitreten" in words(get(as_vera))


def test_a_group_without_members_says_so(group, vera, signed_in):
    group.memberships.all().delete()
    html = get(signed_in(vera))
    assert "Noch keine Mitglieder." in html
    assert "<table" not in section(html, "staedte")


def test_in_an_archived_group_nothing_waits_for_an_answer_and_the_rest_stands_there(
    as_dora, group, old_thread, anna, carla, dora
):
    old_thread(anna, "Frage")
    ask(group, carla)
    group.archive(dora)
    html = get(as_dora)
    assert waiting(as_dora) == []
    assert "In einer abgeschlossenen Gruppe antwortet niemand mehr." in html
    assert "Carla Carlasen möchte beitreten" in words(html)
    assert "freigeben/" not in html
    assert table(html) == [("ohne Angabe", 3)]


def test_it_asks_as_often_with_twenty_rows_as_with_two(as_dora, group, old_threads, person):
    old_threads(2)
    town("Ulm", "u", group=group)
    ask(group, person("Nina"))
    few = queries(as_dora)
    for n in range(18):
        town(f"Ort{n}", f"o{n}", group=group)
        ask(group, person(f"Wartend{n}"))
    old_threads(18, start=2)
    assert len(waiting(as_dora)) == 20
    assert len(table(get(as_dora))) == 21
    assert queries(as_dora) == few
