"""A press release as tagged PDF, with all that its page says."""

from io import BytesIO

import pytest
from django.utils import timezone
from pypdf import PdfReader

from cms.metadata.addresses import full_address
from cms.models import EditorialDocument, FactSheetPage, PressPage

REAL = "/presse/homepage-stadtlabore-online/"
FILE = "presseinformation.pdf"
HOSTILE = '#read("/etc/passwd") *fett* _a_ $x^2$ <label> @ref `roh` \\ #[x] ])'


@pytest.fixture
def release(demo):
    return PressPage.objects.get(slug="homepage-stadtlabore-online")


def open_file(content):
    reader = PdfReader(BytesIO(content))
    text = " ".join(page.extract_text().replace("\u200b", "").replace("-\n", "-") for page in reader.pages)
    return reader, " ".join(text.split())


def find_tags(element):
    """The kinds of the elements below it, in the order in which they are read."""
    kids = element.get("/K", [])
    for one in kids if isinstance(kids, list) else [kids]:
        kid = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(kid, dict) and "/S" in kid:
            yield kid["/S"]
            yield from find_tags(kid)


def assert_in_order(told, text):
    places = [text.find(part) for part in told]
    assert [part for part, place in zip(told, places, strict=True) if place < 0] == []
    assert places == sorted(places)


def test_it_is_tagged_and_says_what_the_page_says_in_its_order(release, client):
    response = client.get(REAL + FILE)
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    reader, text = open_file(response.content)
    root = reader.trailer["/Root"]
    assert (reader.metadata.title, root["/Lang"], root["/MarkInfo"]["/Marked"]) == (release.title, "de", True)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert {"/H1", "/H2", "/P", "/BlockQuote", "/Link"} <= set(find_tags(root["/StructTreeRoot"]))
    assert_in_order(
        [
            *("StädteNetz", "Presseinformation P 362/2020", "Stuttgart, 20. Mai 2020"),
            *("Aktenzeichen: 047.43 - P 362/2020 · Co", release.title, release.intro, "Die Projektseite"),
            *("„Ich spüre viel Begeisterung“", "Benjamin Lachat, Dezernent", "Acht ganztägige Workshops"),
            *("„miteinander und voneinander lernen“", release.funding_note, release.source_note),
            *("Kontakt für die Presse", "Pressestelle (Beispielkontakt)", "presse@example.org"),
            *(
                "Herausgegeben von Beispielorganisation (Platzhalter)",
                f"localhost:8000{REAL}",
                "Seite 1 von 1",
            ),
        ],
        text,
    )
    assert f'<a href="{REAL}{FILE}">Als PDF</a>' in client.get(REAL).content.decode()


def describe_body(document, sheet):
    return [
        ("heading", {"title": "Zwischentitel"}),
        (
            "text",
            f'<p>Ein <b>fettes</b>, <a linktype="page" id="{sheet.pk}">Vorhaben</a>.</p><ol><li>Erstens</li></ol>',
        ),
        (
            "accordion",
            {"title": "Fragen", "questions": [{"title": "Was kostet es?", "text": "<p>Nichts.</p>"}]},
        ),
        ("table", {"table": {"data": [["Stadt", "Zahl"], ["Ulm", "3"]], "first_row_is_table_header": True}}),
        ("figures", {"figures": [{"number": "16", "label": "Städte"}], "source": "Bericht"}),
        ("documents", {"title": "Anlagen", "documents": [document]}),
        ("fact_sheets", {"title": "Vorhaben dazu", "sheets": [sheet]}),
        (
            "people",
            {"title": "Wen fragen", "people": [{"name": "Uli", "role": "Amt", "email": "uli@ulm.example"}]},
        ),
        ("partners", {"title": "Partner", "partners": ["Verein am Platz"]}),
        ("action", {"text": "Machen Sie mit.", "label": "Zur Aktion", "link": "https://stadt.example/mit"}),
        ("map", {"title": "Karte", "programmes": [], "municipalities": []}),
    ]


def test_every_block_says_in_it_what_can_be_said_on_paper(release, client):
    document, sheet = EditorialDocument.objects.first(), FactSheetPage.objects.public().live().first()
    release.body = describe_body(document, sheet)
    release.save()
    reader, text = open_file(client.get(REAL + FILE).content)
    told = (
        f"Zwischentitel|Ein fettes, Vorhaben (localhost:8000|{sheet.slug}|1. Erstens|Was kostet es? Nichts.|"
        f"Stadt Zahl Ulm 3|16 Städte|Quelle: Bericht|Anlagen|{document.title}|/dokumente/datei/|Vorhaben dazu|"
        f"{sheet.title}|Uli, Amt uli@ulm.example|Verein am Platz|Zur Aktion"
    )
    assert_in_order(told.split("|"), text)
    assert {"/L", "/LI", "/Table", "/TH", "/TD"} <= set(find_tags(reader.trailer["/Root"]["/StructTreeRoot"]))
    links = {link["/A"]["/URI"] for page in reader.pages for link in page.get("/Annots", []) if "/A" in link}
    assert {full_address(sheet), "https://stadt.example/mit", "mailto:uli@ulm.example"} <= links
    assert "Karte" not in text


def test_a_long_one_has_numbered_pages_and_text_is_never_markup(release, client):
    release.title, release.body = (
        "Lang",
        [("text", f"<p>{HOSTILE}</p>".replace("<l", "&lt;l") + "<p>Viel Text.</p>" * 90)],
    )
    release.save()
    reader, text = open_file(client.get(REAL + FILE).content)
    assert len(reader.pages) > 2
    assert f"Seite 2 von {len(reader.pages)}" in text
    assert HOSTILE in text


def test_only_editors_get_that_of_a_held_one_with_its_embargo(release, client):
    held = PressPage.objects.get(slug="workshop-verstetigung-sperrfrist")
    held.go_live_at = timezone.now().replace(year=2030, month=5, day=25, hour=8, minute=0)
    held.save_revision()
    assert client.get(held.url + FILE).status_code == 404
    for mode in ("", "pdf"):
        response = held.make_preview_request(preview_mode=mode)
        said = open_file(response.content)[1] if mode else response.content.decode()
        assert "Sperrfrist: 25. Mai 2030, 10 Uhr" in said
