"""The page for the council: one tagged page of PDF, for whoever may open the fact sheet."""

import json
import re
from io import BytesIO
from threading import Thread

import pytest
from pypdf import PdfReader
from wagtail.models import PageViewRestriction

from cms.models import FactSheetPage, Reuse
from cms.pdf import render
from tests.support.database.undoing import each
from vocabulary.models import Municipality

ADDRESS = "/steckbriefe/karlsruhe-bibliothek-der-dinge/"
FILE = "steckbrief.pdf"
FOR_MEMBERS = "/steckbriefe/mannheim-hitze-patenschaft/"
HOSTILE = '#read("/etc/passwd") #panic() *fett* _a_ $x^2$ <label> @ref `roh` // weg \\ #[x] ]) = Titel'


@pytest.fixture
def sheet(demo):
    return FactSheetPage.objects.get(slug="karlsruhe-bibliothek-der-dinge")


@pytest.fixture
def pdf(client):
    def pdf(address=ADDRESS):
        response = client.get(address + FILE)
        assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
        return PdfReader(BytesIO(response.content))

    return pdf


def text_of(reader):
    """Of its only page, in the order in which it is read aloud; without the breaks of lines."""
    (page,) = reader.pages
    return " ".join(page.extract_text().replace("\xad\n", "").replace("\u200b", "").split())


def fill(sheet, **lines):
    for name, texts in lines.items():
        setattr(sheet, name, [("line", text) for text in texts])
    sheet.save()


def test_it_is_tagged_and_says_its_title_and_language(sheet, pdf):
    reader = pdf()
    root = reader.trailer["/Root"]
    assert reader.metadata.title == sheet.title
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("de", True)
    assert root["/StructTreeRoot"]["/K"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_it_reads_in_the_order_of_the_page(sheet, pdf):
    Reuse.objects.filter(page=sheet).delete()
    Reuse.objects.create(page=sheet, municipality=Municipality.objects.get(slug="ulm"))
    told = [
        *("StädteNetz", str(sheet.municipality), sheet.title, sheet.summary, "Themenfelder:"),
        *("Worum es geht", *(line.value for line in sheet.goals)),
        *("Was geholfen hat", *(line.value for line in sheet.success_factors)),
        *("Was gebremst hat", *(line.value for line in sheet.stumbling_blocks)),
        *("Was wir heute anders machen würden", *(line.value for line in sheet.lessons)),
        *("Übertragbarkeit", "Auf einen Blick", sheet.get_budget_class_display(), sheet.funding[0].value),
        *("Nachgenutzt von", "Ulm", "Wen kann man fragen?", sheet.contact_role, sheet.contact_email),
        *("Im Netz", f"localhost:8000{ADDRESS}", "Beispielinhalt"),
    ]
    text = text_of(pdf())
    places = [text.find(part) for part in told]
    assert [part for part, place in zip(told, places, strict=True) if place < 0] == []
    assert places == sorted(places)


def test_the_longest_is_cut_to_one_page_and_says_so(sheet, pdf):
    sheet.title, sheet.summary = "Ein Titel, der lang ist. " * 10, "Was wir tun, in Worten. " * 41
    goals = [f"Ziel {number}: {'mit vielen Worten ' * 12}" for number in range(30)]
    partners = [f"Partner {number} {'und Söhne ' * 15}" for number in range(30)]
    fill(sheet, goals=goals, partners=partners, lessons=goals[:9])
    text = text_of(pdf())
    assert f"Gekürzt auf eine Seite. Alles lesen Sie hier: localhost:8000{ADDRESS}" in text
    kept, left_out = (
        len(re.findall(r"– Ziel \d", text)),
        sum(map(int, re.findall(r"und (\d+) weitere", text))),
    )
    assert 0 < kept < 39
    assert left_out > 30
    assert sheet.contact_email in text


def test_what_fits_is_not_cut(sheet, pdf):
    fill(sheet, goals=[f"Ziel {number}" for number in range(20)])
    assert "– Ziel 19" in text_of(pdf())
    assert "Gekürzt" not in text_of(pdf())


def test_text_of_people_is_never_markup(sheet, pdf):
    sheet.title, sheet.summary = HOSTILE, HOSTILE
    fill(sheet, goals=[HOSTILE, "x"], partners=[HOSTILE], lessons=["W" * 240])
    reader = pdf()
    assert text_of(reader).count(HOSTILE) == 4
    assert "root:" not in text_of(reader)
    assert reader.metadata.title == HOSTILE


def test_a_template_reads_nothing_outside_of_its_folder(tmp_path, monkeypatch):
    (tmp_path / "secret.txt").write_text("geheim")
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "thief.typ").write_text('#set document(title: "x")\n#read("../secret.txt")')
    monkeypatch.setattr(render, "TEMPLATES", folder)
    with pytest.raises(render.typst.TypstError, match=r"outside|escape"):
        render.compile_template("thief", "{}")


def test_letters_that_no_font_has_are_left_out(sheet, pdf, events):
    sheet.summary = "Sonne ☀️😀 und 漢字, Київ und Ελλάδα."
    sheet.save()
    assert "Sonne und ??, Київ und Ελλάδα." in text_of(pdf())
    assert "pdf_letters_replaced" in events()


@each(("code", "language"), [("en", "en"), ("en-GB", "en-GB"), ("qq", "qq"), ("Deutsch!", "de"), ("", "de")])
def test_another_language_is_the_language_of_the_file(code, language, sheet, pdf):
    FactSheetPage.objects.filter(pk=sheet.pk).update(language=code)
    assert pdf().trailer["/Root"]["/Lang"] == language


def test_who_may_not_open_the_page_gets_no_file(sheet, client, carla):
    assert client.get(FOR_MEMBERS + FILE)["Location"] == f"/konto/anmelden/?next={FOR_MEMBERS}{FILE}"
    client.force_login(carla)
    assert client.get(FOR_MEMBERS + FILE).status_code == 200
    PageViewRestriction.objects.create(page=sheet, restriction_type="password", password="kastanie")
    asked = client.get(ADDRESS + FILE)
    assert (asked["Content-Type"].startswith("text/html"), sheet.title.encode() in asked.content) == (
        True,
        False,
    )
    sheet.unpublish()
    assert client.get(ADDRESS + FILE).status_code == 404


@each("address", [f"{ADDRESS}anders.pdf", f"/steckbriefe/{FILE}", f"/{FILE}", f"{ADDRESS}{FILE}/"])
def test_nothing_else_is_a_file(address, demo, client):
    assert client.get(address).status_code == 404


def test_browsers_show_it_under_its_name_and_ask_whether_it_changed(sheet, client):
    sheet.title = "Küche für „alle“"
    sheet.save()
    response = client.get(ADDRESS + FILE)
    name = "Steckbrief%20K%C3%BCche%20f%C3%BCr%20%E2%80%9Ealle%E2%80%9C.pdf"
    assert response["Content-Disposition"] == f"inline; filename*=utf-8''{name}"
    assert response["X-Content-Type-Options"] == "nosniff"
    again = client.get(ADDRESS + FILE, headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    sheet.summary = "Anders."
    sheet.save()
    assert client.get(ADDRESS + FILE, headers={"If-None-Match": response["ETag"]}).status_code == 200


def test_the_page_leads_to_it_once_it_is_published(sheet, client):
    link = f'<a href="{ADDRESS}{FILE}">Als PDF (eine Seite)</a>'
    page = client.get(ADDRESS).content.decode()
    assert link in page
    assert re.search(r"<button[^>]* data-print hidden>Drucken</button>", page)
    sheet.unpublish()
    preview = sheet.make_preview_request(preview_mode=sheet.default_preview_mode)
    assert "Als PDF" not in preview.content.decode()


def test_several_are_made_at_a_time(rf):
    content = render.describe_document(
        {
            **{"title": "Gleichzeitig", "language": "de", "address": "https://stadt.example/", "date": None},
            **{"note": "", "kicker": [], "themes": "", "summary": "Kurz.", "sections": [], "facts": []},
            **{"contact": [], "email": "", "email_shown": "", "offer": ""},
        }
    )
    made, data = [], json.dumps(content)
    threads = [Thread(target=lambda: made.append(render.render_pdf("fact_sheet", data))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [made[0][:5], len(set(made))] == [b"%PDF-", 1]
