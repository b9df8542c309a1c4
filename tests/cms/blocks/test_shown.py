"""What is left of a block when something of it is gone, unpublished or closed to the reader."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.models import Clip, EditorialDocument, EventPage, ExternalLink, FactSheetPage, StandardPage
from tests.cms.test_anchors import assert_unique_ids
from tests.support.database.undoing import each
from tests.support.pages.blocks import action, city_map, make_image, people, picture
from tests.support.pages.forms import words
from vocabulary.models import Municipality, Programme

OPEN = {"sheets": FactSheetPage, "events": EventPage, "pages": StandardPage}


@pytest.fixture
def chosen(demo):
    """Two of each kind of page that everybody may open."""
    sheets = FactSheetPage.objects.exclude(pk__in=PageViewRestriction.objects.values("page"))
    kinds = {
        "sheets": sheets,
        "events": EventPage.objects.order_by("-start"),
        "pages": StandardPage.objects.filter(slug__in=["gebaerdensprache", "leichte-sprache"]),
    }
    return {name: list(found.order_by("pk")[:2]) for name, found in kinds.items()}


@pytest.fixture
def page(demo):
    page = StandardPage(title="Was noch da ist", slug="rest", intro="x")
    demo.add_child(instance=page)
    return page


def show(page, *body):
    page.body = list(body)
    page.save()


def read(client, page):
    html = client.get(page.url).content.decode()
    return html[html.index("<main") : html.index("</main>")]


def shown(html):
    """The blocks, without the lists of links that stand beside them."""
    return html[html.index('<section class="contained"') :]


def headings(html):
    return [words(text) for text in re.findall(r"<h2.*?</h2>", html, re.DOTALL)]


def blocks_of(chosen):
    return [
        ("fact_sheets", {"title": "Die Steckbriefe", "sheets": chosen["sheets"]}),
        ("events", {"title": "Die Termine", "events": chosen["events"], "count": 3}),
        ("tiles", {"title": "Die Seiten", "pages": chosen["pages"]}),
    ]


TITLES = {"sheets": "Die Steckbriefe", "events": "Die Termine", "pages": "Die Seiten"}


def close(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


ENDS = {"deleted": lambda page: page.delete(), "unpublished": lambda page: page.unpublish(), "closed": close}


@each(("kind", "end"), [(kind, end) for kind in OPEN for end in ENDS])
def test_a_list_shows_what_is_left_and_goes_with_its_heading(kind, end, page, chosen, client, carla):
    show(page, *blocks_of(chosen))
    first, last = chosen[kind]
    assert set(TITLES.values()) < set(headings(read(client, page)))
    ENDS[end](first)
    html = shown(read(client, page))
    assert first.title not in html
    assert last.title in html
    ENDS[end](last)
    html = read(client, page)
    assert [title for title in TITLES.values() if title in html] == [
        title for name, title in TITLES.items() if name != kind
    ]
    client.force_login(carla)
    assert (TITLES[kind] in read(client, page)) is (end == "closed")


def test_a_deleted_image_takes_its_block_and_the_heading_above_along(page, client):
    image = make_image()
    person = {"name": "Kim", "portrait": image}
    show(page, ("heading", {"title": "Ansicht"}), picture(image, caption="Von Süden"), people(person))
    html = read(client, page)
    assert "Ansicht" in html
    assert html.count("<picture>") == 2
    image.delete()
    html = read(client, page)
    assert ("Ansicht" in html, "Von Süden" in html, "Kim" in html, "<img" in html) == (
        False,
        False,
        True,
        False,
    )


def test_a_button_without_a_page_that_one_may_open_is_left_out(page, chosen, client, carla):
    show(page, action(page=chosen["pages"][0]))
    assert "Kommen Sie" in read(client, page)
    close(chosen["pages"][0])
    assert "Kommen Sie" not in read(client, page)
    client.force_login(carla)
    assert f'href="{chosen["pages"][0].url}"' in read(client, page)
    show(page, action(link="https://stadt.example/"))
    assert 'href="https://stadt.example/"' in read(client, page)


def test_events_come_by_themselves_and_those_that_are_over_when_they_are_chosen(page, chosen, client):
    over = EventPage.objects.past().first()
    show(page, ("events", {"title": "Bald", "events": [], "count": 1}))
    html = read(client, page)
    assert EventPage.objects.upcoming().order_by("start").first().title in html
    assert html.count('class="ev"') == 1
    show(page, ("events", {"title": "Damals", "events": [over], "count": 1}))
    assert over.title in read(client, page)
    EventPage.objects.update(start=timezone.now().replace(year=2020), end=timezone.now().replace(year=2020))
    show(page, ("events", {"title": "Bald", "events": [], "count": 1}))
    assert "Bald" not in read(client, page)


def test_a_map_shows_programmes_or_single_towns_and_each_map_has_ids_of_its_own(page, client):
    programme = Programme.objects.get(slug="stadtlabore-vor-ort")
    ulm = Municipality.objects.get(slug="ulm")
    alone = Municipality.objects.create(
        slug="allein", title="Allein", size_class="klein", lat="48.5", lon="9.1"
    )
    show(
        page,
        city_map(programmes=[programme]),
        city_map(municipalities=[ulm, alone]),
        city_map(municipalities=[alone]),
        city_map(programmes=[programme], municipalities=[ulm]),
    )
    html = read(client, page)
    entry = re.compile(r'<li id="karte-karte[-\d]*-([a-z-]+)"')
    listed = [{*entry.findall(part)} for part in html.split("<section")]
    whole = {town.slug for town in programme.municipalities.all()}
    assert [one for one in listed if one] == [whole, {"ulm", "allein"}, {"allein"}, whole | {"ulm"}]
    assert "Außerhalb der Programme" in html
    assert_unique_ids(html)
    alone.delete()
    assert read(client, page).count('class="bwmap"') == 3


def many_blocks(number, images):
    """So many of each kind that asks for something."""
    sheets, events, pages = (
        list(FactSheetPage.objects.all()),
        list(EventPage.objects.all()),
        StandardPage.objects,
    )
    targets = list(pages.all()[:4])
    towns = list(Municipality.objects.all())
    for one in range(number):
        yield "fact_sheets", {"title": "S", "sheets": sheets[one : one + 2]}
        yield "events", {"title": "E", "events": events[one % 3 : one % 3 + 2], "count": 2}
        yield "events", {"title": "N", "events": [], "count": 2}
        yield "news", {"title": "A", "count": 2}
        yield "tiles", {"title": "T", "pages": targets}
        yield city_map(municipalities=towns[one % 5 : one % 5 + 4], more=targets[0])
        yield action(page=targets[one % 4])
        yield picture(images[one])
        yield people({"name": "Kim", "town": towns[one % 16], "portrait": images[one]})
        yield "clips", {"clips": list(Clip.objects.all()[:2])}
        yield "documents", {"title": "D", "documents": list(EditorialDocument.objects.all()[:2])}
        yield "links", {"title": "L", "links": list(ExternalLink.objects.all()[:2])}


def test_many_blocks_of_a_kind_cost_no_more_queries_than_two(page, client):
    images = [make_image(f"Bild {number}") for number in range(20)]

    def asked(number):
        show(page, *many_blocks(number, images))
        client.get(page.url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page.url).status_code == 200
        return len(queries)

    assert asked(20) == asked(2)
