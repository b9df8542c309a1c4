"""What editors type into blocks, through their own form: what is missing is said at its field, and a draft may wait."""

import json
import re
from html import unescape

import pytest
from django.urls import reverse

from cms.models import StandardPage
from tests.cms.test_editing import FIELDS
from tests.support.database.undoing import each
from tests.support.pages.blocks import make_image

ROWS = [["Stadt", "Zahl"], ["Ulm", "3"]]
NO_ALT = "Beschreiben Sie das Bild, oder kreuzen Sie „schmückend“ an."
NO_TARGET = "Wählen Sie eine Seite, oder tragen Sie darunter eine Adresse ein."
BOTH_TARGETS = "Wählen Sie eine Seite, oder tragen Sie eine Adresse ein, nicht beides."


@pytest.fixture
def page(demo, client, emil):
    client.force_login(emil)
    return StandardPage.objects.get(slug="datenschutz")


def send(client, page, kind, value, *, publish=True):
    fields = {name: text for name, text in FIELDS.items() if "value" not in name}
    fields |= {"slug": page.slug, "body-0-type": kind}
    fields |= {f"body-0-value-{name.replace('__', '-')}": text for name, text in value.items()}
    fields |= {"action-publish": "action-publish"} if publish else {}
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), fields)


def read(response):
    """The page with what its script is told, as people read it."""
    html = unescape(response.content.decode())
    return re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), html)


def table(rows, choice="both", caption="Zahlen"):
    return {"table": json.dumps({"data": rows, "table_header_choice": choice, "table_caption": caption})}


def describe_image(**fields):
    return {
        "image__image": make_image().pk,
        "image__alt_text": "",
        "caption": "",
        "credit": "",
        "shape": "whole",
    } | fields


def describe_action(**fields):
    return {"text": "Kommen Sie", "label": "Beitreten", "page": "", "link": ""} | fields


REFUSED = {
    "no alt": ("image", describe_image, NO_ALT),
    "no target": ("action", describe_action, NO_TARGET),
    "both targets": ("action", lambda: describe_action(page=1, link="https://a.example/"), BOTH_TARGETS),
    "no caption": ("table", lambda: table(ROWS, caption=" "), "Es fehlt die Tabellenüberschrift"),
    "no headings": ("table", lambda: table(ROWS, "neither"), "welche Zellen Überschriften sind"),
    "nothing chosen": ("table", lambda: table(ROWS, ""), "welche Zellen Überschriften sind"),
    "no cells": ("table", lambda: table([["", None]]), "Die Tabelle ist leer."),
}


@each("case", REFUSED)
def test_what_is_missing_is_said_and_what_was_typed_comes_back(case, page, client):
    kind, make, problem = REFUSED[case]
    value = make()
    response = send(client, page, kind, value)
    html = read(response)
    assert response.status_code == 200
    assert problem in html
    assert "Validation error" not in html
    assert all(text in html for text in value.values() if isinstance(text, str) and "{" not in text)
    page.refresh_from_db()
    assert page.title == "Datenschutz"
    # A draft may lack something, except what contradicts itself.
    draft = send(client, page, kind, make(), publish=False)
    assert (draft.status_code == 302) is (case != "both targets"), case
    if case != "both targets":
        assert client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).status_code == 200


def test_a_decorative_image_needs_no_words(page, client):
    assert send(client, page, "image", describe_image(image__decorative="on")).status_code == 302
    html = type(client)().get(page.url).content.decode()
    assert 'alt=""' in html[html.index("<picture") :]


def test_a_table_of_twenty_pages_is_kept_as_it_was_pasted(page, client):
    rows = [["Nr.", "Maßnahme", "Träger", "Kosten"]]
    rows += [[str(number), "Zwei Zeilen\nin einer Zelle <b>", None, "1.000 €\0"] for number in range(1, 601)]
    rows += [[None, "", None, " "]] * 3
    assert send(client, page, "table", table(rows)).status_code == 302
    html = type(client)().get(page.url).content.decode()
    found = html[html.index('<table class="datatable"') : html.index("</table>")]
    assert found.count("<tr>") == 601
    assert found.count('<th scope="col">') == 4
    assert found.count('<th scope="row">') == 600
    assert "Zwei Zeilen<br>in einer Zelle &lt;b&gt;" in found
    assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200


@each(("choice", "heads"), [("row", (2, 0)), ("column", (0, 2)), ("both", (2, 1))])
def test_the_cells_that_are_headings_are_marked_up_as_such(choice, heads, page, client):
    assert send(client, page, "table", table(ROWS, choice)).status_code == 302
    html = type(client)().get(page.url).content.decode()
    assert (html.count('<th scope="col">'), html.count('<th scope="row">')) == heads
    assert '<div class="scroll" tabindex="0" role="region" aria-label="Tabelle: Zahlen">' in html
