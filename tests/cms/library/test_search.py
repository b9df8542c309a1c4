"""Searching the library: words come in other forms, with slips, without umlauts, and as all kinds of things."""

import pytest

from cms.limits import FACT_SHEETS_PER_PAGE
from cms.models import FactSheetPage
from tests.cms.library.test_fact_sheet_index import titles
from tests.support.database.undoing import each
from tests.support.pages.forms import values, words

KUEHLE_ORTE = "Kühle Orte zu Fuß"


@pytest.fixture
def html(client, demo):
    def html(query=""):
        response = client.get(f"/steckbriefe/{query}")
        assert response.status_code == 200
        return response.content.decode()

    return html


@each(
    ("text", "title"),
    [
        ("Kühle Orte", KUEHLE_ORTE),
        ("kuehle orte", KUEHLE_ORTE),
        ("KÜHLER ORT", KUEHLE_ORTE),
        ("zu Fuss", KUEHLE_ORTE),
        ("Heidelberg Hitze", KUEHLE_ORTE),
        ("Enwticklung", "Lernendes Quartierskonzept"),
        ("Entwicklung", "Lernendes Quartierskonzept"),
        ("Mittagstich", "Offene Küche am Kurpark"),
        ("Gemeinschaftsküche", "Offene Küche am Kurpark"),
        ("Veterinäramt", "Offene Küche am Kurpark"),
        ("Manheim", "Quartiersbüro auf Rädern"),
        ("Konstnaz Straße", "Sommerstraße auf Probe"),
        ("Sommerstrasse", "Sommerstraße auf Probe"),
        ("Begegnung Kurgarten", "Offene Küche am Kurpark"),
    ],
)
def test_it_finds_what_was_meant(text, title, html):
    page = html(f"?q={text}")
    assert title in titles(page)
    assert len(titles(page)) < FACT_SHEETS_PER_PAGE
    assert values(page)["q"] == text


def test_what_fits_best_stands_first_unless_another_order_is_chosen(html):
    assert titles(html("?q=Quartiersbüro"))[0] == "Quartiersbüro auf Rädern"
    by_town = titles(html("?q=quartier&sortierung=stadt"))
    assert by_town == titles(html("?sortierung=stadt&q=quartier")) != titles(html("?q=quartier"))
    assert "Passendes zuerst" not in html()


def test_what_an_editor_changes_is_found_at_once(html):
    sheet = FactSheetPage.objects.get(slug="konstanz-sommerstrasse")
    assert sheet.title not in titles(html("?q=Zuckerwatte"))
    sheet.lessons = [("line", "Zuckerwatten kleben.")]
    sheet.save()
    assert titles(html("?q=Zuckerwatte")) == [sheet.title]
    # The stored list also has the type of each entry, which is "line".
    assert sheet.title not in titles(html("?q=line"))


def test_a_fact_sheet_can_be_copied_and_saved_as_a_draft(html):
    sheet = FactSheetPage.objects.get(slug="konstanz-sommerstrasse")
    copy = sheet.copy(update_attrs={"slug": "kopie", "title": "Abschrift"}, keep_live=True)
    assert "Abschrift" in titles(html("?q=Sommerstraße Kübeln")) or "Abschrift" in titles(html("?q=Kübeln"))
    draft = copy.save_revision().as_object()
    draft.title = "Reinschrift"
    draft.save_revision().publish()
    assert "Reinschrift" in titles(html("?q=Reinschrift"))


def test_words_for_members_find_nothing_for_others(html, client, carla):
    assert "Hitzepatenschaften" not in titles(html("?q=Hitzepatenschaft"))
    client.force_login(carla)
    assert titles(html("?q=Hitzepatenschaft")) == ["Hitzepatenschaften"]


@each(
    ("text", "hint"),
    [
        ("x" * 10_000, "9.900 Zeichen zu viel"),
        ("%00", "Zeichen 1: ein unsichtbares Steuerzeichen"),
        ("hitze%00", "Zeichen 6: ein unsichtbares Steuerzeichen"),
        ("%E2%80%AEhitze", "ändert die Schreibrichtung"),
        ("*", "Bitte geben Sie ein Wort ein"),
        ("%25", "Bitte geben Sie ein Wort ein"),
        ("_ - & | ! <->", "Bitte geben Sie ein Wort ein"),
        ("'\"", "Bitte geben Sie ein Wort ein"),
    ],
)
def test_what_is_no_search_is_said_at_its_field_and_all_are_shown(text, hint, html):
    page = html(f"?q={text.replace('&', '%26')}")
    assert hint in words(page)
    assert 'aria-describedby="id_q_error"' in page
    assert len(titles(page)) == FACT_SHEETS_PER_PAGE


@each(
    "text",
    [
        *(
            "hitze' OR 1=1 --",
            '"kühle orte"',
            "hitze:*",
            "hitze & !kühl",
            "\\",
            "a:b:c",
            "<script>alert(1)</script>",
        ),
        *("hi%", "👍 hitze", "und", "der die das", "1e10", "Ⅷ", "ß", "a b c d e f g h i j", "x" * 100),
    ],
)
def test_all_kinds_of_text_are_answered(text, html):
    page = html("?q=" + text.replace("%", "%25").replace("&", "%26"))
    assert "<script>alert" not in page


@pytest.mark.parametrize("text", ["hitze:*", '"Hitze"', "hitze!"])
def test_signs_between_words_mean_nothing(text, html):
    assert titles(html(f"?q={text}")) == titles(html("?q=hitze"))
