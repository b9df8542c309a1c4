"""People say what they know and seek, and find each other."""

import pytest
from playwright.sync_api import expect

PROFILE = "/konto/profil/"
SAVED = "Gespeichert."


@pytest.fixture
def jonas(live):
    """He has not told anything yet."""
    from accounts.models import User

    user = User.objects.get(email="jonas@example.org")
    user.describe({}, seeks="", offers="")
    return user


@pytest.fixture
def ayse(live, jonas):
    """Experienced, and glad to be found beyond her groups."""
    from accounts.models import ProfileVisibility, User
    from vocabulary.models import ThemeField

    user = User.objects.get(email="ayse@example.org")
    theme = ThemeField.objects.get(slug="beteiligung")
    user.describe(
        {theme: (3, False)}, visibility=ProfileVisibility.ALL, offers="Unsere Satzung.\n\nEinen Besuch."
    )
    return user


def test_jonas_finds_who_is_experienced_in_what_he_seeks(open_page, jonas, ayse):
    page = open_page(jonas, viewport={"width": 390, "height": 844})
    page.goto("/personen/")
    page.get_by_role("link", name="Ihrem Profil").click()
    page.get_by_label("Ich suche Austausch zu Beteiligung und Mitgestaltung").check()
    page.get_by_label("Erfahrung: Mobilität im Quartier").select_option("erfahren")
    page.get_by_role("button", name="Speichern (Ihre Themenfelder)").click()
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.goto("/personen/")
    helpers = page.get_by_role("region", name="Erfahren in dem, was Sie suchen")
    expect(helpers.get_by_role("listitem")).to_have_count(1)
    helpers.get_by_role("link", name=ayse.name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ayse.name)
    expect(page.get_by_role("listitem").filter(has_text="Das suchen Sie.")).to_contain_text("Beteiligung")
    expect(page.get_by_text("Einen Besuch.")).to_be_visible()


def test_each_section_is_saved_without_scripts_and_nothing_typed_is_lost(open_page, jonas):
    page = open_page(jonas, java_script_enabled=False)
    page.goto(PROFILE)
    offers, place = (page.get_by_label(label, exact=True) for label in ("Ich biete", "Stadt oder Gemeinde"))
    offers.fill("Zwei\nZeilen")
    place.fill("Neuland")
    page.get_by_label("Wer sieht Ihre E-Mail-Adresse?").select_option("Mitglieder meiner Gruppen")
    page.get_by_role("button", name="Speichern (Wer Sie sind)").click()
    expect(page.get_by_text(f"{SAVED} In anderen Abschnitten")).to_be_visible()
    expect(page.get_by_text("noch nicht gespeichert")).to_have_count(2)
    expect(offers).to_have_value("Zwei\nZeilen")
    page.get_by_role("button", name="Speichern (Was Sie suchen und bieten)").click()
    page.get_by_role("button", name="Speichern (Sichtbarkeit)").click()
    expect(page.get_by_text(SAVED, exact=True)).to_be_in_viewport()
    page.reload()
    expect(offers).to_have_value("Zwei\nZeilen")
    expect(place).to_have_value("Neuland")
    expect(page.get_by_label("Wer sieht Ihre E-Mail-Adresse?")).to_have_value("1")


def test_mistakes_are_reached_by_keyboard(open_page, jonas):
    page = open_page(jonas)
    page.goto(PROFILE)
    page.get_by_label("Ich suche", exact=True).fill("a" * 501)
    page.get_by_role("button", name="Speichern (Was Sie suchen und bieten)").press("Enter")
    alert = page.get_by_role("alert")
    expect(alert).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    field = page.get_by_label("Ich suche", exact=True)
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(
        "Wozu wünschen Sie sich Rat, Beispiele oder Austausch? 1 Zeichen zu viel: Es sind 501, möglich sind 500."
    )


def test_leaving_with_changes_asks_first(open_page, jonas):
    page = open_page(jonas)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.goto(PROFILE)
    seeks = page.get_by_label("Ich suche", exact=True)
    seeks.press_sequentially("Wer")
    page.get_by_role("link", name="Foto hochladen").click()
    expect(seeks).to_have_value("Wer")
    assert asked == ["beforeunload"]
    page.get_by_role("button", name="Speichern (Was Sie suchen und bieten)").click()
    expect(page.get_by_text(SAVED)).to_be_visible()
    seeks.press("End")
    page.get_by_role("link", name="Foto hochladen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mein Foto")
    assert asked == ["beforeunload"]
