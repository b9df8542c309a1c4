"""An editor builds a page from empty with every block, a second one approves it, and a visitor reads it."""

import re

from playwright.sync_api import expect

from tests.browser.test_accessibility import problems_of

SCREEN = {"width": 1280, "height": 1000}
TITLE = "Alles auf einer Seite"
BODY = "section[id*=body]"


class Builder:
    """The editor's form of a page; each block is added at the end."""

    def __init__(self, page):
        self.page, self.number = page, -1

    def add(self, block, /, **texts):
        """Adds a block by its name in the list, and fills in its fields."""
        self.number += 1
        self.page.locator(f"{BODY} button.c-sf-add-button[title='Einen Block einfügen']").last.click()
        self.page.get_by_role("option", name=block, exact=True).click()
        expect(self.page.locator(f"[name=body-{self.number}-type]")).to_have_count(1)
        for name, text in texts.items():
            self.field(name).fill(text)

    def field(self, name):
        return self.page.locator(f"#body-{self.number}-value-{name.replace('__', '-')}")

    def write(self, text, name=""):
        """Into an editor of rich text."""
        prefix = f"body-{self.number}-value{name}"
        self.page.locator(f"[data-contentpath] :has(> input[name='{prefix}']) [role=textbox]").last.fill(text)

    def choose(self, name, title, search=""):
        """In a window that lists what there is."""
        self.page.locator(f"#body-{self.number}-value-{name}-chooser").get_by_role("button").first.click()
        window = self.page.locator(".modal-content")
        if search:
            window.get_by_role("textbox").first.fill(search)
        window.get_by_role("link", name=title).first.click()
        expect(window).to_have_count(0)


def build(page, image):
    page.get_by_placeholder("Seitentitel").press_sequentially(TITLE)
    page.get_by_role("textbox", name="Einleitung").fill("Jeder Baustein einmal.")
    form = Builder(page)
    add_words(form)
    form.add("Bild", image__alt_text="Ein Hof von oben", caption="Der Hof")
    form.choose("image-image", image)
    add_lists(form)
    add_people(form)


def add_words(form):
    form.add("Überschrift", title="Eine Überschrift")
    form.add("Text")
    form.write("Ein Absatz.")
    form.add("Zitat", text="Wir haben gefragt.", person="Kim")
    form.add("Fragen und Antworten", title="Fragen", questions__0__value__title="Wer fragt?")
    form.write("Alle.", "-questions-0-value-text")
    form.add("Tabelle")
    fill_table(form, [["Stadt", "Zahl"], ["Ulm", "drei"]])
    form.add("Zahlen", figures__0__value__number="16", figures__0__value__label="Städte")
    form.add("Förderhinweis", text="Vom Land bezahlt.")


def add_lists(form):
    for label, name, title in (
        ("Filme und Clips", "clips", "Kurzclip Ulm"),
        ("Dokumente", "documents", "Leitfaden: So entsteht ein guter Steckbrief"),
        ("Externe Links", "links", re.compile("Landesstrategie Quartier")),
    ):
        form.add(label)
        form.choose(f"{name}-0-value", title)
    form.add("Steckbriefe", title="Zwei Steckbriefe")
    form.choose("sheets-0-value", "Haus der Nachbarschaft", search="Haus der Nachbarschaft")
    form.add("Veranstaltungen", title="Bald")
    form.add("Aktuelles", title="Neu")
    form.add("Karte der Städte", title="Die Karte")
    form.add("Wegweiser", title="Weiter")
    form.choose("pages-0-value", "Datenschutz", search="Datenschutz")


def add_people(form):
    form.add("Personen", title="Leute", people__0__value__name="Kim Beispiel")
    form.add("Kontakt", role="Die Stelle", email="stelle@stadt.example")
    form.add("Partner", partners__0__value="Ein Verein")
    form.add("Gruppe")
    form.choose("group", "Engagiertes Quartier (EQ)")
    form.add("Aufruf", text="Kommen Sie dazu.", label="Beitreten", link="https://stadt.example/")
    form.add("Inhalte melden", email="meldung@stadt.example")


def fill_table(form, rows):
    form.field("table-table-header-choice").select_option("both")
    form.field("table-handsontable-col-caption").fill("Städte in Zahlen")
    cells = form.field("table-handsontable-container").locator(".ht_master tr")
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            cells.nth(row).locator("td").nth(column).dblclick()
            form.page.keyboard.type(text)
            form.page.keyboard.press("Enter")


def test_a_page_of_all_blocks_is_built_approved_by_a_second_editor_and_read(
    open_page, new_context, emil, person, watch
):
    from cms.blocks.body import BodyBlock

    # Wagtail saves drafts by itself: incomplete ones are refused, and so is one just when the page is sent.
    watch.expected += [
        r"status of 400 .*/redaktion/pages/.*\)$",
        r"status of 404 .*/alles-auf-einer-seite/\)$",
    ]
    made = build_draft(open_page(emil, viewport=SCREEN))
    body = made.get_latest_revision_as_object().body
    assert [block.block_type for block in body] == ORDER
    assert {*ORDER} == set(BodyBlock().child_blocks)
    visitor = new_context(viewport=SCREEN).new_page()
    assert visitor.goto(f"/{made.slug}/").status == 404
    press(open_page(person("Elif", "editor"), viewport=SCREEN), made, re.compile("^Freigeben und [Vv]eröff"))
    assert visitor.goto(f"/{made.slug}/").status == 200
    for text in READ:
        expect(visitor.get_by_role("main").get_by_text(text).first).to_be_attached()
    assert problems_of(visitor) == {}


def build_draft(editor):
    """Looks at it, and hands it in."""
    from cms.models import StandardPage
    from home.models import HomePage
    from tests.support.pages.blocks import make_image

    make_image("Hof von oben")
    editor.goto(f"/redaktion/pages/add/cms/standardpage/{HomePage.objects.get().pk}/")
    build(editor, "Hof von oben")
    editor.get_by_role("button", name="Entwurf speichern").click()
    editor.wait_for_url("**/edit/")
    made = StandardPage.objects.get(slug="alles-auf-einer-seite")
    editor.goto(f"/redaktion/pages/{made.pk}/view_draft/")
    expect(editor.get_by_role("heading", name=TITLE)).to_be_visible()
    press(editor, made, "In Vier-Augen-Freigabe einreichen")
    return made


def press(page, made, name):
    """In the menu of the form's foot."""
    page.goto(f"/redaktion/pages/{made.pk}/edit/")
    page.get_by_role("button", name="Mehr Aktionen").click()
    page.get_by_role("button", name=name).first.click()
    expect(page.locator(".messages .success").first).to_be_visible()


ORDER = [
    *("heading", "text", "quote", "accordion", "table", "figures", "funding", "image", "clips", "documents"),
    *("links", "fact_sheets", "events", "news", "map", "tiles", "people", "contact", "partners", "group"),
    *("action", "report"),
]
READ = (
    *("Eine Überschrift", "Ein Absatz.", "Wir haben gefragt.", "Wer fragt?", "Städte in Zahlen", "drei"),
    *("Vom Land bezahlt.", "Der Hof", "Kurzclip Ulm", "Zwei Steckbriefe", "Die Karte", "Kim Beispiel"),
    *("Die Stelle", "Ein Verein", "Kommen Sie dazu.", "meldung@stadt.example"),
)
