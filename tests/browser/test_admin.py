"""An editor at work in the real editor."""

import re

from playwright.sync_api import expect

from tests.files.samples import encoded, photo


def test_emil_changes_a_page_and_the_visitor_sees_it_at_the_next_request(new_context, open_page, emil, watch):
    from cms.models import StandardPage

    # On a slow machine Wagtail saves a draft by itself just when the page is published, and refuses its own draft.
    watch.expected.append(r"status of 400 .*/redaktion/pages/\d+/edit/\)$")

    visitor = new_context().new_page()
    visitor.goto("/datenschutz/")
    expect(visitor.get_by_text("Von Emil geschrieben.")).to_have_count(0)
    editor = open_page(emil, viewport={"width": 1280, "height": 1000})
    page = StandardPage.objects.get(slug="datenschutz")
    editor.goto(f"/redaktion/pages/{page.pk}/edit/")
    editor.get_by_role("textbox", name="Einleitung").fill("Von Emil geschrieben.")
    editor.get_by_role("button", name="Mehr Aktionen").click()
    editor.get_by_role("button", name="Veröffentlichen").click()
    expect(editor.get_by_text("wurde veröffentlicht")).to_be_visible()
    visitor.reload()
    expect(visitor.get_by_text("Von Emil geschrieben.")).to_be_visible()


def test_the_address_of_a_new_page_spells_umlauts_while_its_title_is_typed(open_page, emil):
    from home.models import HomePage

    editor = open_page(emil, viewport={"width": 1280, "height": 1000})
    editor.goto(f"/redaktion/pages/add/cms/standardpage/{HomePage.objects.get().pk}/")
    expect(editor.get_by_role("checkbox", name="In Listen verlinken")).to_be_visible()
    editor.get_by_placeholder("Seitentitel").press_sequentially("Größe für Übergänge")
    editor.get_by_placeholder("Seitentitel").press("Tab")
    editor.get_by_role("tab", name="Veröffentlichung").click()
    expect(editor.get_by_label("Kurzname")).to_have_value("groesse-fuer-uebergaenge")


def test_emil_finds_a_group_in_the_list_and_makes_somebody_its_lead(open_page, emil, person, live, watch):
    from groups.models import Group

    carla, editor = person("Carla"), open_page(emil, viewport={"width": 1280, "height": 1000})
    editor.goto("/redaktion/")
    editor.get_by_role("link", name="Gruppen", exact=True).click()
    row = editor.get_by_role("row").filter(has_text="Engagiertes Quartier")
    row.get_by_role("button", name="Weitere Optionen").click()
    editor.get_by_role("link", name="Verwalten").click()
    editor.get_by_label("E-Mail-Adresse der Person").fill(carla.email)
    editor.get_by_role("button", name="Zur Gruppenleitung ernennen").click()
    expect(editor.get_by_text("Carla Carlasen leitet jetzt die Gruppe.")).to_be_visible()
    leads = editor.get_by_role("table", name="Gruppenleitung und Moderation")
    expect(leads.get_by_role("row").filter(has_text="Carla Carlasen")).to_contain_text("Gruppenleitung")
    assert carla in Group.objects.get(slug="engagiertes-quartier").leads


class Counting:
    """An editor's browser that counts clicks."""

    def __init__(self, page):
        self.page, self.clicks = page, 0

    def click(self, place):
        place.click()
        self.clicks += 1

    def upload(self, file):
        """A new picture for the first block, chosen in two clicks in the system's own window."""
        self.click(self.page.locator("#body-0-value-image-image-chooser").get_by_role("button").first)
        window = self.page.locator(".modal-content")
        self.click(window.get_by_role("tab", name="Hochladen"))
        window.locator("input[type=file]").set_input_files(file)
        self.clicks += 2
        window.locator("[name=image-chooser-upload-title]").fill("Hof")
        window.locator("[name=image-chooser-upload-description]").fill("Ein Hof mit Bäumen")
        self.click(window.get_by_role("button", name="Hochladen"))
        expect(self.page.locator("#body-0-value-image-alt_text")).to_have_value(
            "Ein Hof mit Bäumen", timeout=20_000
        )


def test_news_with_a_picture_is_on_the_start_page_after_ten_clicks(
    new_context, open_page, emil, watch, tmp_path
):
    # Wagtail saves drafts by itself, and refuses its own draft just when the page is published.
    watch.expected.append(r"status of 400 .*/redaktion/pages/.*\)$")
    (tmp_path / "hof.png").write_bytes(encoded(photo()))
    work = Counting(editor := open_page(emil, viewport={"width": 1280, "height": 1000}))
    editor.goto("/redaktion/")
    work.click(editor.get_by_role("navigation", name="Neu anlegen").get_by_role("link", name="Nachricht"))
    editor.get_by_placeholder("Seitentitel").fill("Ein neuer Hof")
    editor.get_by_role("textbox", name="Einleitung").fill("Er ist offen.")
    work.click(editor.locator("section[id*=body] button.c-sf-add-button").last)
    work.click(editor.get_by_role("option", name="Bild", exact=True))
    work.upload(tmp_path / "hof.png")
    # As people do who look at what they have written: Wagtail has saved the draft meanwhile.
    editor.wait_for_url("**/edit/")
    work.click(editor.get_by_role("button", name="Mehr Aktionen"))
    work.click(editor.get_by_role("button", name="Veröffentlichen").first)
    expect(editor.get_by_text(re.compile("wurde (erstellt und )?veröffentlicht"))).to_be_visible()
    assert work.clicks == 10
    visitor = new_context().new_page()
    visitor.goto("/")
    visitor.get_by_role("link", name="Ein neuer Hof").click()
    expect(visitor.get_by_role("img", name="Ein Hof mit Bäumen")).to_be_visible()
