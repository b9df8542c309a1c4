"""What people tell about themselves: the form, and what is stored of it."""

import re

import pytest

from tests.people.profile_page import PROFILE, SAVED, VISIBILITIES, experiences, shown, stored
from tests.support.pages.forms import values
from vocabulary.models import ThemeField

SUGGESTED = "Ein Vorschlag aus Ihrer E-Mail-Adresse."


@pytest.fixture
def boxes(themes):
    return {f"seeks_{theme.pk}": "" for theme in themes}


def test_the_profile_is_saved_shown_again_and_said_to_be_saved(as_anna, anna, submitted, boxes):
    response = as_anna.post(PROFILE, submitted, follow=True)
    assert response.redirect_chain == [(PROFILE, 302)]
    assert SAVED in response.content.decode()
    assert shown(as_anna) == submitted | boxes
    now = stored(anna)
    assert {name: str(now[name]) for name in VISIBILITIES} == VISIBILITIES
    texts = ("name", "function", "organisation", "seeks", "offers")
    assert {name: now[name] for name in texts} == {name: submitted[name] for name in texts}
    assert SAVED not in as_anna.get(PROFILE).content.decode()


def test_a_place_is_one_of_the_list_or_words_and_never_both(as_anna, anna, submitted, ulm):
    for place, expected in (
        ("Neuland", (None, "Neuland")),
        ("ulm", (ulm.pk, "")),
        ("Neudorf", (None, "Neudorf")),
    ):
        as_anna.post(PROFILE, submitted | {"place": place})
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
    browser.post(PROFILE, submitted)
    assert shown(browser)["place"] == "Neuland"
    assert SUGGESTED not in browser.get(PROFILE).content.decode()


def test_experience_is_saved_changed_and_withdrawn(as_anna, anna, submitted, themes):
    first, second, third = (theme.pk for theme in themes)
    chosen = {f"level_{first}": "3", f"level_{second}": "1", f"seeks_{second}": "on", f"seeks_{third}": "on"}
    as_anna.post(PROFILE, submitted | chosen)
    assert experiences(anna) == {"Beteiligung": (3, False), "Mobilität": (1, True), "Strategie": (None, True)}
    assert shown(as_anna).items() >= chosen.items()
    as_anna.post(PROFILE, submitted | {f"level_{first}": "2"})
    assert experiences(anna) == {"Beteiligung": (2, False)}
    as_anna.post(PROFILE, submitted)
    assert experiences(anna) == {}


def test_a_form_sent_twice_or_from_an_old_page_is_harmless(as_anna, anna, submitted, themes):
    submitted |= {f"level_{themes[0].pk}": "3"}
    as_anna.post(PROFILE, submitted)
    before = stored(anna)
    themes[1].delete()
    assert as_anna.post(PROFILE, submitted)["Location"] == PROFILE
    assert stored(anna) == before


def test_an_older_window_shows_nothing_again_that_was_hidden_meanwhile(as_anna, anna, submitted):
    as_anna.post(PROFILE, submitted)
    older = hidden_fields(as_anna.get(PROFILE))
    as_anna.post(PROFILE, submitted | {"function_visibility": "0"})
    response = as_anna.post(PROFILE, submitted | older)
    assert "in einem anderen Fenster geändert" in response.content.decode()
    assert values(response.content.decode().partition("<main")[2])["seeks"] == submitted["seeks"]
    assert stored(anna)["function_visibility"] == 0
    assert as_anna.post(PROFILE, submitted | hidden_fields(response)).status_code == 302
    assert stored(anna)["function_visibility"] == 1


def hidden_fields(response):
    return dict(re.findall(r'<input type="hidden" name="(stored)" value="(\w+)"', response.content.decode()))


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
    assert as_anna.post(f"{PROFILE}?pk={ben.pk}", submitted | crafted)["Location"] == PROFILE
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
    as_anna.post(PROFILE, submitted)
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
        filled = submitted | answers(themes)
        as_anna.post(PROFILE, filled)
        with django_assert_max_num_queries(20) as captured:
            getattr(as_anna, method)(PROFILE, filled)
        return len(captured)

    few = queries(themes)
    more = [ThemeField.objects.create(slug=f"t{number}", title=f"T{number}") for number in range(17)]
    assert queries([*themes, *more]) == few > 0


def answers(themes):
    return {f"level_{theme.pk}": "3" for theme in themes} | {f"seeks_{theme.pk}": "on" for theme in themes}
