"""People say what they know and seek, and find each other."""

import pytest
from playwright.sync_api import expect

PROFILE = "/konto/profil/"
SAVED = "Ihr Profil ist gespeichert."


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
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.goto("/personen/")
    helpers = page.get_by_role("region", name="Erfahren in dem, was Sie suchen")
    expect(helpers.get_by_role("listitem")).to_have_count(1)
    helpers.get_by_role("link", name=ayse.name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ayse.name)
    expect(page.get_by_role("listitem").filter(has_text="Das suchen Sie.")).to_contain_text("Beteiligung")
    expect(page.get_by_text("Einen Besuch.")).to_be_visible()


def test_the_profile_is_saved_without_scripts(open_page, jonas):
    page = open_page(jonas, java_script_enabled=False)
    page.goto(PROFILE)
    page.get_by_label("Ich biete", exact=True).fill("Zwei\nZeilen")
    page.get_by_label("Stadt oder Gemeinde", exact=True).fill("Neuland")
    page.get_by_label("Wer sieht Ihre E-Mail-Adresse?").select_option("Mitglieder meiner Gruppen")
    page.get_by_label("Mitglieder aller Gruppen").check()
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.reload()
    expect(page.get_by_label("Ich biete", exact=True)).to_have_value("Zwei\nZeilen")
    expect(page.get_by_label("Stadt oder Gemeinde", exact=True)).to_have_value("Neuland")
    expect(page.get_by_label("Wer sieht Ihre E-Mail-Adresse?")).to_have_value("1")
    expect(page.get_by_label("Mitglieder aller Gruppen")).to_be_checked()


def test_mistakes_are_reached_by_keyboard(open_page, jonas):
    page = open_page(jonas)
    page.goto(PROFILE)
    page.get_by_label("Name", exact=True).fill("7")
    page.get_by_label("Ich suche", exact=True).fill("a" * 501)
    page.get_by_label("Name", exact=True).press("Enter")
    alert = page.get_by_role("alert")
    expect(alert).to_be_focused()
    page.keyboard.press("Tab")
    expect(alert.get_by_role("link", name="Name")).to_be_focused()
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
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text(SAVED)).to_be_visible()
    seeks.press("End")
    page.get_by_role("link", name="Foto hochladen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mein Foto")
    assert asked == ["beforeunload"]
