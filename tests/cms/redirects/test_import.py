"""Redirects that editors enter or import: they lead to where visitors can go, or are refused in German."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from cms import limits
from cms.models import StandardPage
from home.models import HomePage
from tests.support.database.undoing import each
from tests.support.pages.admin import text

IMPORT, ADD = "/redaktion/redirects/import/", "/redaktion/redirects/add/"


@pytest.fixture
def page(db):
    page = StandardPage(title="Kontakt", slug="kontakt", intro="–")
    return HomePage.objects.get().add_child(instance=page)


@pytest.fixture
def editor(page, client, emil):
    client.force_login(emil)
    return client


def send(editor, table, name="liste.csv", **fields):
    data = table if isinstance(table, bytes) else table.encode()
    return editor.post(IMPORT, {"file": SimpleUploadedFile(name, data), "is_permanent": "on"} | fields)


def workbook(*rows):
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def stored():
    return {row.old_path: row.link for row in Redirect.objects.all()}


TABLES = {
    "semicolons of Excel, with a header": "alt;neu\n/alt.html;/kontakt/\n".encode("cp1252"),
    "commas": b"/alt.html,/kontakt/\n",
    "tabs, without a slash at the end": b"/alt.html\t/kontakt\r\n",
    "UTF-16": "/alt.html;/kontakt/".encode("utf-16"),
    "quotes and empty rows": b'\n"/alt.html/";"/kontakt/"\n;\n',
    "a whole old address": b"https://alt.example/alt.html;/kontakt/",
    "XLSX": workbook(["alt", "neu", "Notiz"], ["/alt.html", "/kontakt/", 3]),
}


@each("kind", TABLES)
def test_old_addresses_of_a_table_lead_to_pages(kind, editor, page):
    response = send(editor, TABLES[kind], "liste.XLSX" if kind == "XLSX" else "liste.CSV")
    assert response["Location"] == "/redaktion/redirects/"
    assert "Eine Weiterleitung ist dazugekommen." in text(editor.get("/redaktion/redirects/"))
    assert Redirect.objects.get().redirect_page == Page.objects.get(pk=page.pk)
    answer = editor.get("/alt.html/")
    assert (answer.status_code, answer["Location"]) == (301, "/kontakt/")


def test_a_redirect_may_lead_to_another_website_and_be_temporary(editor):
    send(editor, "/alt;https://stadt.example/neu", is_permanent="")
    answer = editor.get("/alt/")
    assert (answer.status_code, answer["Location"]) == (302, "https://stadt.example/neu")


def test_the_same_list_twice_changes_nothing(editor):
    for expected in ("2 Weiterleitungen sind", "0 Weiterleitungen sind"):
        response = send(editor, "/a;/kontakt/\n/b;https://stadt.example/")
        assert expected in text(editor.get(response["Location"]))
    assert len(stored()) == 2


WRONG = {
    "/b;javascript:alert(1)": "gültige",
    "/b;data:text/html,x": "gültige",
    "/b;ftp://stadt.example/": "Die Adresse muss mit https:// oder http:// beginnen.",
    "/b;/gibt-es-nicht/": "Unter dieser Adresse gibt es keine veröffentlichte Seite.",
    "/b;": "Wählen Sie eine Seite",
    "irgendwas;/kontakt/": "Die alte Adresse muss mit / oder mit https:// beginnen.",
    "/a;https://stadt.example/": "existiert bereits",
    "/b;http://localhost/b": "Diese Weiterleitung führt im Kreis: /b → /b.",
    "/b;http://localhost/c\n/c;http://localhost/b/": "Diese Weiterleitung führt im Kreis: /c → /b → /c.",
    f"/b;https://stadt.example/{'x' * 300}": "255",
}


@each("rows", WRONG)
def test_of_a_list_with_a_wrong_row_nothing_is_imported(rows, editor, events):
    said = text(send(editor, f"/a;/kontakt/\n{rows}"))
    assert "Es ist noch nichts importiert." in said
    assert WRONG[rows] in said
    assert stored() == {}
    assert "redirects_refused" in events()


BROKEN = {
    "no text": (b"\x00\x01\x02\xff" * 50, "x.csv", "keine CSV-Datei"),
    "an archive that is no workbook": (b"PK\x03\x04" + b"\0" * 100, "x.xlsx", "keine Tabelle von Excel"),
    "an old workbook": (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "x.xls", "keine Tabelle von Excel"),
    "nothing but a header": (b"alt;neu\n", "x.csv", "steht keine Adresse"),
    "nothing": (b"", "x.csv", "leer"),
    "too many rows": (b"/a;/kontakt/\n" * (limits.REDIRECT_ROWS + 2), "x.csv", "zu groß"),
    "too many bytes": (b"x" * (limits.REDIRECT_FILE_SIZE + 1), "x.csv", "zu groß"),
}


@each("kind", BROKEN)
def test_what_is_no_table_is_an_error_at_its_field(kind, editor):
    data, name, expected = BROKEN[kind]
    response = send(editor, data, name)
    assert expected in " ".join(response.context["form"].errors["file"])
    assert stored() == {}


def test_who_may_not_add_redirects_cannot_import_any(page, client, person):
    client.force_login(person("Anna"))
    assert send(client, "/a;/kontakt/").status_code == 302
    assert stored() == {}


@each(
    ("fields", "field"),
    [
        ({"redirect_link": "javascript:alert(1)"}, "redirect_link"),
        ({"redirect_link": "http://localhost/alt"}, "redirect_link"),
        ({}, "redirect_page"),
    ],
)
def test_the_form_of_one_redirect_refuses_the_same(fields, field, editor):
    response = editor.post(ADD, {"old_path": "/alt"} | fields)
    assert list(response.context["form"].errors) == [field]
    assert stored() == {}


def test_a_circle_is_refused_when_a_redirect_is_changed_and_not_when_it_stays(editor, page):
    first = Redirect.add_redirect("/a", "http://localhost/b")
    second = Redirect.add_redirect("/b", "https://stadt.example/")
    address = f"/redaktion/redirects/{second.pk}/"
    circle = {"old_path": "/b", "redirect_link": "http://localhost/a"}
    assert list(editor.post(address, circle).context["form"].errors) == ["redirect_link"]
    same = {"old_path": "/a", "redirect_link": "http://localhost/b", "is_permanent": "on"}
    assert editor.post(f"/redaktion/redirects/{first.pk}/", same).status_code == 302


def test_a_page_that_moves_leads_on_from_its_old_address_and_never_to_itself(
    editor, page, django_capture_on_commit_callbacks
):
    page.slug = "neu"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert editor.get("/kontakt/")["Location"] == "/neu/"
    page.refresh_from_db()
    Redirect.add_redirect("/neu", page)
    page.unpublish()
    assert editor.get("/neu/").status_code == 404
