"""What people tell about themselves: the form, and what is stored of it."""

import re

import pytest

from tests.people.profile_page import (
    PROFILE,
    SAVED,
    SECTIONS,
    VISIBILITIES,
    experiences,
    hidden_fields,
    save,
    section_of,
    shown,
    stored,
)
from tests.support.database.undoing import each
from tests.support.pages.forms import values
from vocabulary.models import ThemeField

SUGGESTED = "Ein Vorschlag aus Ihrer E-Mail-Adresse."


@pytest.fixture
def boxes(themes):
    return {f"seeks_{theme.pk}": "" for theme in themes}


def test_the_profile_is_saved_shown_again_and_said_to_be_saved(as_anna, anna, submitted, boxes):
    assert save(as_anna, submitted)["Location"] == f"{PROFILE}#sichtbar"
    assert said(as_anna.get(PROFILE)) == dict.fromkeys(SECTIONS, SAVED)
    assert shown(as_anna) == submitted | boxes
    now = stored(anna)
    assert {name: str(now[name]) for name in VISIBILITIES} == VISIBILITIES
    texts = ("name", "function", "organisation", "seeks", "offers")
    assert {name: now[name] for name in texts} == {name: submitted[name] for name in texts}
    assert said(as_anna.get(PROFILE)) == {}


def said(response):
    """Section to what is said in it."""
    html = response.content.decode().partition("<main")[2]
    sections = dict(re.findall(r'<section [^>]*aria-labelledby="(\w+)">(.*?)</section>', html, re.DOTALL))
    notes = {
        key: re.search(r'class="note note--\w+".*?<p>(.*?)</p>', part, re.DOTALL)
        for key, part in sections.items()
    }
    return {key: found[1] for key, found in notes.items() if found}


@each("section", SECTIONS)
def test_each_section_is_saved_on_its_own(section, as_anna, anna, submitted, themes):
    submitted |= {f"level_{themes[0].pk}": "3"}
    before = shown(as_anna)
    assert as_anna.post(PROFILE, submitted | {"section": section})["Location"] == f"{PROFILE}#{section}"
    after = shown(as_anna)
    changed = {name for name in after if after[name] != before.get(name)}
    assert {section_of(name) for name in changed} == {section}


@each("section", SECTIONS)
@each("name", ["Anna Neu", ""])
def test_what_is_typed_in_other_sections_stays_there_unsaved(name, section, as_anna, anna, submitted, themes):
    submitted |= {"name": name, f"level_{themes[0].pk}": "3", f"seeks_{themes[1].pk}": "on"}
    typed = submitted | hidden_fields(as_anna.get(PROFILE))
    before = stored(anna)
    response = as_anna.post(PROFILE, typed | {"section": section})
    html = response.content.decode()
    is_refused = section == "wer" and not name
    assert response.status_code == 200
    assert values(html.partition("<main")[2]).items() >= submitted.items()
    unsaved = [key for key, note in said(response).items() if "noch nicht gespeichert" in note]
    assert unsaved == [key for key in SECTIONS if key != section]
    assert (SAVED in html) != is_refused
    assert 'data-unsaved="typed"' in html
    assert (stored(anna) == before) == is_refused
    # Then the rest is saved from the page as it is.
    rest = next(key for key in SECTIONS if key != section and (name or key != "wer"))
    again = submitted | hidden_fields(response) | {"section": rest}
    as_anna.post(PROFILE, again)
    assert stored(anna) != before


def test_a_place_is_one_of_the_list_or_words_and_never_both(as_anna, anna, submitted, ulm):
    for place, expected in (
        ("Neuland", (None, "Neuland")),
        ("ulm", (ulm.pk, "")),
        ("Neudorf", (None, "Neudorf")),
    ):
        save(as_anna, submitted | {"place": place})
        now = stored(anna)
        assert (now["municipality_id"], now["other_place"]) == expected


def test_a_place_is_suggested_from_the_mail_domain_and_said_to_be_a_suggestion(
    signed_in, person, submitted, ulm
):
    nina = person("Nina")
    nina.email = "nina@amt.ulm.example"
    nina.save(update_fields=["email"])
    browser = signed_in(nina)
    assert shown(browser)["place"] == "Ulm"
    assert SUGGESTED in browser.get(PROFILE).content.decode()
    assert stored(nina)["municipality_id"] is None
    assert SUGGESTED not in browser.post(PROFILE, submitted | {"name": ""}).content.decode()
    save(browser, submitted)
    assert shown(browser)["place"] == "Neuland"
    assert SUGGESTED not in browser.get(PROFILE).content.decode()


def test_experience_is_saved_changed_and_withdrawn(as_anna, anna, submitted, themes):
    first, second, third = (theme.pk for theme in themes)
    chosen = {f"level_{first}": "3", f"level_{second}": "1", f"seeks_{second}": "on", f"seeks_{third}": "on"}
    save(as_anna, submitted | chosen)
    assert experiences(anna) == {"Beteiligung": (3, False), "Mobilität": (1, True), "Strategie": (None, True)}
    assert shown(as_anna).items() >= chosen.items()
    save(as_anna, submitted | {f"level_{first}": "2"})
    assert experiences(anna) == {"Beteiligung": (2, False)}
    save(as_anna, submitted)
    assert experiences(anna) == {}


def test_a_form_sent_twice_or_from_an_old_page_is_harmless(as_anna, anna, submitted, themes):
    submitted |= {f"level_{themes[0].pk}": "3"}
    save(as_anna, submitted)
    before = stored(anna)
    themes[1].delete()
    assert save(as_anna, submitted).status_code == 302
    assert stored(anna) == before


def test_an_older_window_shows_nothing_again_that_was_hidden_meanwhile(as_anna, anna, submitted):
    save(as_anna, submitted)
    older = hidden_fields(as_anna.get(PROFILE)) | {"section": "sichtbar"}
    save(as_anna, submitted | {"function_visibility": "0"})
    response = as_anna.post(PROFILE, submitted | older)
    assert "in einem anderen Fenster geändert" in response.content.decode()
    assert values(response.content.decode().partition("<main")[2])["seeks"] == submitted["seeks"]
    assert stored(anna)["function_visibility"] == 0
    again = submitted | hidden_fields(response) | {"section": "sichtbar"}
    assert as_anna.post(PROFILE, again).status_code == 302
    assert stored(anna)["function_visibility"] == 1


def test_a_change_in_another_section_keeps_nobody_from_saving(as_anna, anna, submitted):
    save(as_anna, submitted)
    older = hidden_fields(as_anna.get(PROFILE))
    save(as_anna, submitted | {"function": "Leitung"})
    offered = submitted | older | {"function": "Leitung", "offers": "Rat", "section": "austausch"}
    assert as_anna.post(PROFILE, offered).status_code == 302
    assert (stored(anna)["offers"], stored(anna)["function"]) == ("Rat", "Leitung")


def test_who_is_new_shows_the_profile_to_the_groups_and_the_address_to_nobody(as_anna):
    found = shown(as_anna)
    assert (found["visibility"], found["email_visibility"]) == ("1", "0")
    assert {found[name] for name in VISIBILITIES} == {"0", "1", "2"}


def test_nothing_but_the_own_profile_can_be_changed(as_anna, anna, ben, submitted, ulm):
    ben.show_photo(b"small", b"large")
    before, others = stored(anna), stored(ben)
    crafted = {
        **{"pk": ben.pk, "id": ben.pk, "user": ben.pk, "photo": str(ben.photo_id)},
        **{"email": "boese@stadt.example", "password": "x", "site_role": "admin", "is_superuser": "on"},
        **{"is_active": "", "municipality": ulm.pk, "other_place": "Ulm", "groups": "1"},
    }
    for section in SECTIONS:
        answer = as_anna.post(f"{PROFILE}?pk={ben.pk}", submitted | crafted | {"section": section})
        assert answer["Location"] == f"{PROFILE}#{section}"
    assert stored(ben) == others
    after = stored(anna)
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {*submitted, "other_place"}
    assert after["other_place"] == "Neuland"


def test_whoever_was_signed_out_meanwhile_changes_nothing_and_gets_the_texts_back(client, anna, submitted):
    before = stored(anna)
    response = client.post(PROFILE, submitted)
    assert response.status_code == 401
    assert submitted["seeks"] in response.content.decode()
    assert f"/konto/anmelden/?next={PROFILE}" in response.content.decode()
    assert stored(anna) == before


def test_text_is_shown_as_text_with_its_line_breaks(as_anna, anna, submitted):
    submitted |= {
        "seeks": "<b>fett</b>\r\n**stark**\r\n\r\n<script>alert(1)</script>",
        "offers": '"><img src=x>',
    }
    save(as_anna, submitted)
    assert shown(as_anna)["seeks"] == submitted["seeks"].replace("\r\n", "\n")
    html = as_anna.get(f"/personen/{anna.pk}/").content.decode()
    assert "<p>&lt;b&gt;fett&lt;/b&gt;<br>**stark**</p>" in html
    assert "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>" in html
    assert "<p>&quot;&gt;&lt;img src=x&gt;</p>" in html


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_form_asks_as_often_with_twenty_theme_fields_as_with_three(
    method, as_anna, submitted, themes, django_assert_max_num_queries
):
    def queries(themes):
        filled = submitted | answers(themes) | {"section": "felder"}
        as_anna.post(PROFILE, filled)
        with django_assert_max_num_queries(20) as captured:
            getattr(as_anna, method)(PROFILE, filled)
        return len(captured)

    few = queries(themes)
    more = [ThemeField.objects.create(slug=f"t{number}", title=f"T{number}") for number in range(17)]
    assert queries([*themes, *more]) == few > 0


def answers(themes):
    return {f"level_{theme.pk}": "3" for theme in themes} | {f"seeks_{theme.pk}": "on" for theme in themes}
