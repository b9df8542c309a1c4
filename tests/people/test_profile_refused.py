"""What people type wrong in their profile: what it says, at which field, what stays, what is logged."""

import pytest

from config import log
from tests.people.profile_page import PROFILE, hidden_fields, save, section_of, shown, stored
from tests.support.pages.forms import TURNED, UNSEEN, problems, values

WHO_SEES = "Bitte wählen Sie, wer das sieht."
INVISIBLE = "Bitte verwenden Sie nur sichtbare Zeichen."
IN_LETTERS = "Bitte geben Sie Ihren Namen in Buchstaben ein."
FROM_THE_LIST = "Bitte wählen Sie aus der Liste."
TOO_LONG = "1 Zeichen zu viel: Es sind 501, möglich sind 500."
TOO_LONG_A_LINE = "1 Zeichen zu viel: Es sind 101, möglich sind 100."
NO_PLACE = "Bitte geben Sie Ihre Stadt oder Gemeinde ein."
NULL = "Nullzeichen sind nicht erlaubt."
ABSENT = None

CASES = {
    "no name": ("name", "", "Bitte geben Sie Ihren Namen ein.", "required"),
    "one letter as a name": ("name", "A", "Bitte geben Sie Ihren ganzen Namen ein.", "min_length"),
    "digits as a name": ("name", "1234", IN_LETTERS, "no_letter"),
    "a name too long": ("name", "A" * 101, TOO_LONG_A_LINE, "max_length"),
    "a turned direction in the name": ("name", "Anna\u202eannA", TURNED.format(5), "invisible"),
    "an escape in the name": ("name", "Anna\x1b[2J", UNSEEN.format(5), "invisible"),
    "a null character in the name": ("name", "Anna\0", UNSEEN.format(5), "invisible"),
    "a turned direction in the organisation": ("organisation", "Amt\u202emA", TURNED.format(4), "invisible"),
    "a null character in the organisation": ("organisation", "Amt\0", UNSEEN.format(4), "invisible"),
    "joiners alone as the function": ("function", "\u200d\u200c", INVISIBLE, "invisible"),
    "accents alone as the place": ("place", "\u034f\ufe0f", INVISIBLE, "invisible"),
    "joiners alone sought": ("seeks", "\u200d\n\u200d", INVISIBLE, "invisible"),
    "direction marks alone offered": ("offers", "\u200f\u200e", INVISIBLE, "invisible"),
    "a turned direction in the place": ("place", "Ulm\u2066mlU", TURNED.format(4), "invisible"),
    "a place too long": ("place", "U" * 101, TOO_LONG_A_LINE, "max_length"),
    "no place": ("place", " ", NO_PLACE, "required"),
    "a null character in what is sought": ("seeks", "Rat\0", NULL, "null_characters_not_allowed"),
    "too much sought": ("seeks", "a" * 501, TOO_LONG, "max_length"),
    "too much offered": ("offers", "a\r\n" * 250 + "b", TOO_LONG, "max_length"),
    "a profile for nobody": ("visibility", "0", WHO_SEES, "invalid_choice"),
    "a place for nobody": ("place_visibility", "0", WHO_SEES, "invalid_choice"),
    "an unknown visibility": ("email_visibility", "7", WHO_SEES, "invalid_choice"),
    "letters as an visibility": ("photo_visibility", "abc", WHO_SEES, "invalid_choice"),
    "no visibility": ("seeks_visibility", ABSENT, WHO_SEES, "required"),
    "no visibility of the profile": ("visibility", ABSENT, WHO_SEES, "required"),
    "an unknown level": ("level", "9", FROM_THE_LIST, "invalid_choice"),
}


@pytest.mark.parametrize("what", CASES)
def test_what_is_refused_is_explained_at_its_field_and_nothing_is_saved(
    what, as_anna, anna, submitted, themes, caplog
):
    caplog.set_level("INFO")
    field, value, text, code = CASES[what]
    field = f"level_{themes[0].pk}" if field == "level" else field
    submitted |= {field: value, f"seeks_{themes[1].pk}": "on"}
    before = stored(anna)
    typed = {name: given for name, given in submitted.items() if given is not ABSENT}
    typed |= hidden_fields(as_anna.get(PROFILE)) | {"section": section_of(field)}

    response = as_anna.post(PROFILE, typed)
    html = response.content.decode()

    assert response.status_code == 200
    assert "<title>Fehler: Mein Profil" in html
    assert problems(html).keys() == {field}
    assert problems(html)[field].startswith(text)
    assert comes_back(submitted, values(html), field)
    assert stored(anna) == before
    [refused] = [record for record in caplog.records if getattr(record, "event", "") == "profile_refused"]
    assert refused.fields.keys() == {field}
    assert code in refused.fields[field]
    assert not any(word in line(refused) for word in ("Satzung", "Neuland", "Anna", "Amt"))


def comes_back(submitted, found, field):
    """All that was submitted; a choice that there is not cannot be shown as chosen."""
    submitted = {name: given or "" for name, given in submitted.items()}
    if field.endswith("visibility") or field.startswith("level"):
        submitted[field] = ""
    return found.items() >= submitted.items()


def line(record):
    return log.Formatter().format(record)


def test_an_empty_section_names_every_field_that_must_be_filled(as_anna):
    visibilities = {name for name in shown(as_anna) if name.endswith("visibility")}
    for section, needed in (("wer", {"name", "place"}), ("sichtbar", visibilities)):
        html = as_anna.post(PROFILE, {"section": section}).content.decode()
        assert problems(html).keys() == needed
        assert not any(text.startswith("?") for text in problems(html).values())


def test_five_hundred_characters_are_not_more_for_their_line_breaks(as_anna, submitted):
    submitted |= {"seeks": "a\r\n" * 249 + "ab", "offers": "ü" * 500}
    assert save(as_anna, submitted).status_code == 302
    assert shown(as_anna)["seeks"] == "a\n" * 249 + "ab"


@pytest.mark.parametrize("given", ["Anna\r\nBcc: x@boese.example", "Anna\x0bBcc: x@boese.example"])
def test_several_lines_become_one(given, as_anna, submitted):
    save(as_anna, submitted | dict.fromkeys(("name", "function", "organisation", "place"), given))
    found = shown(as_anna)
    assert {found[name] for name in ("name", "function", "organisation", "place")} == {
        "Anna Bcc: x@boese.example"
    }
