"""Events: upcoming and past, signing up, and what came of them."""

import re
from datetime import timedelta

from django.utils import timezone
from wagtail.models import CollectionViewRestriction

from cms import limits
from cms.models import (
    EditorialDocument,
    EventDocument,
    EventFactSheet,
    EventPage,
    FactSheetPage,
)
from tests.support.database.undoing import each
from tests.support.pages.forms import words

UPCOMING = "/veranstaltungen/mobilitaet-klimaschutz/"
PAST = "/veranstaltungen/innovationsworkshop/"
LINK = "https://treff.example/raum"


def shown(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def of_lists(html):
    """The titles of what is to come, and of what is over."""
    upcoming, _, past = html.partition("Was schon war")
    return [
        [words(title) for title in re.findall(r"<h3>.*?</h3>", part, re.DOTALL)] for part in (upcoming, past)
    ]


def test_what_is_to_come_begins_with_the_next_and_what_is_over_with_the_last(demo, client):
    upcoming, past = of_lists(shown(client, "/veranstaltungen/"))
    assert upcoming == [
        "Workshop Mobilität und Klimaschutz",
        "Workshop Bürgerschaftliches Engagement",
        "Workshop Älterwerden im Quartier",
    ]
    assert past == [
        "Webinar Digitalisierung im Quartier",
        "Innovationsworkshop der StadtLabore",
        "Auftakttreffen der StadtLabore",
    ]


def test_an_event_that_lasts_all_day_is_there_until_its_day_is_over(publish, client):
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    publish("Heute ganztägig", 0, start=today, end=today, is_all_day=True)
    yesterday = today - timedelta(days=1)
    publish("Gestern ganztägig", 0, start=yesterday, end=yesterday, is_all_day=True)
    upcoming, past = of_lists(shown(client, "/veranstaltungen/"))
    assert ("Heute ganztägig" in upcoming, "Gestern ganztägig" in past) == (True, True)


def test_an_event_says_when_and_where_and_how(demo, client):
    page = EventPage.objects.get(slug="mobilitaet-klimaschutz")
    said = words(shown(client, UPCOMING))
    for part in (
        f"Wann {page.period}",
        "9:30 bis 16:30 Uhr",
        "Wo Bürgerzentrum (Beispielort)",
        "Plätze 36",
        "Ablauf Vormittag: Fachimpulse aus Wissenschaft und Praxis",
        "Barrierefreiheit Rampe oder stufenloser Zugang",
        "Beispielinhalt",
    ):
        assert part in said, part
    assert "Was dabei herauskam" not in said


def test_an_event_that_is_over_says_what_came_of_it(demo, client):
    html = shown(client, PAST)
    said = words(html)
    assert "Was dabei herauskam Methodenkoffer mit acht Karten" in said
    assert "Diese Veranstaltung hat schon stattgefunden." in said
    assert "Daraus entstandene Steckbriefe" in said
    assert "/steckbriefe/konstanz-sommerstrasse/" in html


TODAY = timezone.localdate()
WITH = {"needs_registration": True}
CONTACT = {"contact_email": "fragen@stadt.example"}


@each(
    ("days", "fields", "said", "takes"),
    [
        (9, WITH | CONTACT | {"registration_deadline": TODAY}, f"Anmeldung bis {TODAY.day}.", True),
        (9, WITH | {"registration_deadline": TODAY - timedelta(days=2)}, "Anmeldung geschlossen", False),
        (9, WITH | CONTACT, "Anmeldung bis zum Beginn", True),
        (9, WITH | {"is_cancelled": True}, "Abgesagt", False),
        (0, WITH, "Anmeldung geschlossen", False),
        (9, {}, "Ohne Anmeldung", False),
        (-9, WITH, "Vorbei", False),
    ],
)
def test_an_event_says_whether_one_may_still_sign_up(days, fields, said, takes, publish, client):
    html = shown(client, publish("Treffen", days, **fields).url)
    assert (said in words(html), "Platz reservieren" in html, 'name="email"' in html) == (True, takes, takes)
    assert html.count("mailto:fragen@stadt.example") == ("contact_email" in fields)


def test_the_online_link_is_on_no_page(publish, client, carla):
    page = publish("Online-Treffen", 3, is_online=True, online_link=LINK, needs_registration=True)
    client.force_login(carla)
    assert "Den Link zur Teilnahme bekommen Sie nach der Anmeldung." in words(shown(client, page.url))
    assert not any(LINK in shown(client, one) for one in (page.url, "/veranstaltungen/", "/aktuelles/", "/"))


def test_the_list_tells_places_and_shows_on_request_only_where_there_is_room(publish, client):
    html = shown(client, "/veranstaltungen/")
    for part in ("29 von 36 Plätzen belegt", "Ausgebucht, 3 auf der Warteliste", "Alle (3)"):
        assert part in words(html), part
    assert html.count("kern-btn--do") == 1
    publish("Ohne Grenze", 9, needs_registration=True)
    publish("Offene Tür", 9)
    publish("Abgesagt", 9, is_cancelled=True)
    free = shown(client, "/veranstaltungen/?plaetze=frei")
    assert "Alle (6)" in words(free)
    assert "Mit freien Plätzen (4)" in words(free)
    titles, _ = of_lists(free)
    assert {"Ohne Grenze", "Offene Tür"} < set(titles)
    assert not {"Workshop Bürgerschaftliches Engagement", "Abgesagt"} & set(titles)


def test_fact_sheets_and_documents_that_one_may_not_open_or_that_are_gone_are_not_named(
    publish, client, carla
):
    hidden = FactSheetPage.objects.filter(view_restrictions__isnull=False).first()
    gone, shown_to_all = FactSheetPage.objects.filter(view_restrictions__isnull=True)[:2]
    page = publish("Treffen", -3)
    page.fact_sheets = [EventFactSheet(fact_sheet=one) for one in (hidden, gone, shown_to_all)]
    closed = EditorialDocument.objects.filter(
        collection__in=CollectionViewRestriction.objects.values("collection")
    ).first()
    page.documents = [EventDocument(document=closed)]
    page.save()
    gone.delete()
    html = shown(client, page.url)
    assert [one.title in html for one in (hidden, gone, shown_to_all, closed)] == [False, False, True, False]
    assert "Unterlagen" not in html
    client.force_login(carla)
    html = shown(client, page.url)
    assert [one.title in html for one in (hidden, gone, shown_to_all, closed)] == [True, False, True, True]


def test_without_events_the_index_says_so(demo, client):
    for page in EventPage.objects.all():
        page.delete()
    assert "Zurzeit steht kein Termin fest." in words(shown(client, "/veranstaltungen/"))
    assert "Noch ist keine Veranstaltung vorbei." in words(shown(client, "/veranstaltungen/?zeit=vergangen"))


def test_more_events_cost_no_more_queries_and_are_paged(publish, client, asked):
    def count():
        return [asked(f"/veranstaltungen/{query}") for query in ("", "?zeit=vergangen")]

    few = count()
    for number in range(20):
        publish(f"V{number}", -number - 1)
        publish(f"K{number}", number + 1)
    assert all(now <= before for now, before in zip(count(), few, strict=True))
    html = shown(client, "/veranstaltungen/")
    upcoming, past = of_lists(html)
    assert (len(upcoming), len(past)) == (limits.UPCOMING_EVENTS_PER_PAGE, limits.PAST_EVENTS_SHOWN)
    assert '<a class="more" href="?zeit=vergangen">Archiv</a>' in html
    assert "Seite 1 von 2" in words(shown(client, "/veranstaltungen/?zeit=vergangen"))
    assert "V0" in words(shown(client, "/veranstaltungen/?zeit=vergangen&seite=x"))
