"""Documents, links, films and groups that pages use and somebody deletes."""

import re

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.rich_text import RichText

from cms.models import Clip, EditorialDocument, EditorialImage, ExternalLink, StandardPage
from groups.models import Group
from tests.files.samples import encoded, plain
from tests.support.database.undoing import each
from tests.support.pages.forms import words

TITLE = "Was noch da ist"


def documents(*files):
    return ("documents", {"title": "Unterlagen", "documents": list(files)})


@pytest.fixture
def things(demo):
    """Two of each kind, a group and another page."""
    made = {
        "document": EditorialDocument.objects.all()[:2],
        "link": ExternalLink.objects.all()[:2],
        "clip": list(Clip.objects.all()[:2]),
        "group": [Group.objects.get(slug="engagiertes-quartier")],
        "page": [StandardPage.objects.get(slug="landesstrategie")],
    }
    return {kind: list(several) for kind, several in made.items()}


@pytest.fixture
def page(demo, things):
    """Uses them all."""
    page = StandardPage(title=TITLE, slug="rest", intro="x")
    link = f'<a linktype="page" id="{things["page"][0].pk}">Dorthin</a>'
    file = f'<a linktype="document" id="{things["document"][0].pk}">als Datei</a>'
    page.body = [
        ("text", RichText(f"<p>{link} und {file}</p>")),
        documents(*things["document"]),
        ("links", {"title": "Anderswo", "links": things["link"]}),
        ("heading", {"title": "Zum Ansehen"}),
        ("clips", {"clips": things["clip"]}),
        ("heading", {"title": "Zum Mitmachen"}),
        ("group", {"text": "Satz davor.", "group": things["group"][0]}),
        ("heading", {"title": "Am Ende"}),
    ]
    demo.add_child(instance=page)
    return page


def content(client, page):
    html = client.get(page.url).content.decode()
    return html[html.index('<div class="part part--opening">') : html.index('<section class="talk"')]


def headings(html):
    return [words(text) for text in re.findall(r"<h2.*?</h2>", html, re.DOTALL)]


ALL = ["Unterlagen", "Anderswo", "Zum Ansehen", "Zum Mitmachen", "Engagiertes Quartier (EQ)", "Am Ende"]
LOST = {
    "document": {"Unterlagen"},
    "link": {"Anderswo"},
    "clip": {"Zum Ansehen"},
    "group": {"Zum Mitmachen", "Engagiertes Quartier (EQ)"},
    "page": set(),
}


@each("kind", LOST)
def test_what_is_deleted_is_left_out_and_its_heading_when_nothing_remains(kind, page, things, client):
    before = content(client, page)
    assert headings(before) == ["Auf dieser Seite", *ALL]
    for number, thing in enumerate(things[kind], 1):
        thing.delete()
        html = content(client, page)
        assert thing.title not in html
        rows = [re.sub(r"<[^>]*>|\s", "", row) for row in re.findall(r"<li>.*?</li>", html, re.DOTALL)]
        assert "" not in rows
        assert not re.search(r'(href|src|poster)="(#|None)?"', html)
        if number == len(things[kind]):
            assert headings(html) == ["Auf dieser Seite", *(one for one in ALL if one not in LOST[kind])]
            listed = words(html[: html.index("</nav>")])
            assert not any(title in listed for title in LOST[kind])


@each("kind", ["document", "link", "clip", "page"])
def test_the_question_before_deleting_names_the_pages(kind, page, things, client, emil):
    client.force_login(emil)
    thing = things[kind][0]
    address = {
        "document": lambda: reverse("wagtaildocs:delete", args=[thing.pk]),
        "page": lambda: reverse("wagtailadmin_pages:delete", args=[thing.pk]),
    }.get(kind, lambda: reverse(type(thing).snippet_viewset.get_url_name("delete"), args=[thing.pk]))
    html = client.get(address()).content.decode()
    assert "fehlt dort danach" in words(html)
    assert f'<a href="{reverse("wagtailadmin_pages:edit", args=[page.pk])}">{TITLE}</a>' in html


def test_the_question_before_deleting_several_names_the_pages_of_each(page, things, client, emil):
    client.force_login(emil)
    for kind, model in (
        ("document", "cms/editorialdocument"),
        ("clip", "cms/clip"),
        ("page", "wagtailcore/page"),
    ):
        chosen = "&".join(f"id={thing.pk}" for thing in things[kind])
        html = client.get(f"/redaktion/bulk/{model}/delete/?{chosen}&next=/redaktion/").content.decode()
        assert html.count(f">{TITLE}</a>") == len(things[kind]), kind


def test_what_no_page_uses_is_said_to_be_unused(demo, client, emil):
    client.force_login(emil)
    image = EditorialImage.objects.create(title="Frei", file=ContentFile(encoded(plain()), "x.png"))
    html = client.get(reverse("wagtailimages:delete", args=[image.pk])).content.decode()
    assert "Wird auf keiner Seite verwendet." in html


@each("act", ["loeschen", "abschliessen"])
def test_who_ends_a_group_reads_which_pages_lose_its_card(act, page, things, client, vera):
    client.force_login(vera)
    html = client.get(f"/redaktion/gruppen/{things['group'][0].pk}/{act}/").content.decode()
    assert f"<li>{TITLE}</li>" in html


def test_many_places_are_a_list_with_an_end(demo, things, client, emil):
    client.force_login(emil)
    for number in range(22):
        demo.add_child(
            instance=StandardPage(
                title=f"S{number}", slug=f"s{number}", intro="x", body=[documents(things["document"][1])]
            )
        )
    html = words(client.get(reverse("wagtaildocs:delete", args=[things["document"][1].pk])).content.decode())
    assert re.search(r"und \d weitere", html)
