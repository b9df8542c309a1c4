"""Mistakes in files, and what the report says of them."""

from tests.cms.imports.conftest import CITY, DOCUMENT, EVENT, IMAGE, LINK, NEWS, PAGES, PRESS, SHEET


def block(**fields):
    return {"news": [NEWS | {"body": [fields]}]}


def sheet(**fields):
    return {"steckbriefe": [SHEET | fields]}


def page(**fields):
    home = {"slug": "start", "page_type": "HomePage", "title": "Start", "intro": "Willkommen."}
    return {"pages": home | {"children": [*PAGES.values(), PAGES["StandardPage"] | {"slug": "neu"} | fields]}}


# (file, what it holds instead, beginning of a line of the report)
BAD = [
    ("themes", '{"themes": [', "broken JSON in line 1, column 13"),
    ("themes", "[]", "should be an object with lists"),
    ("themes", "[" * 100_000, "broken JSON"),
    ("themes", {"theme": []}, "theme: unknown list"),
    ("themes", {"themes": {}}, "themes: should be a list"),
    ("themes", {"themes": ["klima"]}, "themes[0]: should be an object"),
    ("themes", {"themes": [{"title": "Klima"}]}, "themes[0]: slug: is missing"),
    ("themes", {"themes": [{"slug": "a", "title": "A"}] * 2}, "themes/a: occurs twice in “themes”"),
    (
        "themes",
        {"themes": [{"slug": "a", "title": "A", "order": "1"}]},
        "themes/a: order: should be a valid integer",
    ),
    (
        "themes",
        {"themes": [{"slug": "a", "title": "A\0"}]},
        "themes/a: holds a character that cannot be stored",
    ),
    ("themes", {"themes": [{"slug": "Ä b", "title": "A"}]}, "themes/Ä b: slug: "),
    ("themes", {"themes": [{"slug": "a", "title": "A" * 101}]}, "themes/a: title: "),
    (
        "cities",
        {"cities": [CITY | {"program": "x"}]},
        "cities/ulm: program: unknown reference: there is no programme “x”",
    ),
    (
        "cities",
        {"cities": [CITY | {"size_clas": "x"}]},
        "cities/ulm: size_clas: unknown field; is “size_class” meant?",
    ),
    ("cities", {"cities": [CITY | {"size_class": "x"}]}, "cities/ulm: size_class: "),
    ("cities", {"cities": [CITY | {"lat": 148}]}, "cities/ulm: "),
    (
        "cities",
        {"programs": [{"slug": "p", "title": "P", "start": "2020-13-01"}]},
        "programs/p: start: should be a day",
    ),
    (
        "documents",
        {"documents": [DOCUMENT | {"filename": "nichts.pdf"}]},
        "documents/plan: filename: there is no file",
    ),
    (
        "documents",
        {"documents": [DOCUMENT | {"filename": "../../x.pdf"}]},
        "documents/plan: filename: “documents/../../x.pdf” is outside",
    ),
    (
        "documents",
        {"documents": [DOCUMENT | {"filename": "kein.pdf"}]},
        "documents/plan: filename: Das ist keine Datei im Format PDF",
    ),
    ("documents", {"documents": [DOCUMENT | {"filename": "program.exe"}]}, "documents/plan: filename: "),
    ("documents", {"documents": [DOCUMENT | {"date": "gestern"}]}, "documents/plan: date: should be a day"),
    ("links", {"links": [LINK | {"url": "javascript:alert(1)"}]}, "links/1: url: "),
    ("links", {"links": [LINK, LINK | {"id": 2}]}, "links/2: url: "),
    ("media", {"images": [IMAGE | {"file": "media/bild.svg"}]}, "images/bild: file: "),
    (
        "media",
        {"images": [IMAGE | {"file": "media/gross.png"}]},
        "images/bild: file: Die Datei ist zu groß",
    ),
    (
        "media",
        {"images": [IMAGE | {"file": "media/kaputt.png"}]},
        "images/bild: file: Die Bilddatei ist beschädigt",
    ),
    (
        "media",
        {"images": [IMAGE | {"file": "/etc/passwd"}]},
        "images/bild: file: “/etc/passwd” is outside the folder",
    ),
    ("site_tree", {"pages": 5}, "pages[0]: should be an object"),
    (
        "site_tree",
        page(page_type="Page"),
        "pages/neu: page_type: unknown; there are AccessibilityStatementPage",
    ),
    ("site_tree", page(page_type="CityPage"), "pages/neu: page_type: a CityPage cannot stand here"),
    ("site_tree", page(page_type="FormPage"), "pages/neu: form: is missing"),
    ("site_tree", page(slug="seite"), "pages/seite: occurs twice in “pages”"),
    ("site_tree", page(children={}), "pages/neu: children: should be a list"),
    (
        "site_tree",
        page(body=[{"block": "kacheln", "title": "T", "items": ["x"]}]),
        "pages/neu: body[0].items[0]: unknown reference: there is no page “x”",
    ),
    ("site_tree", page() | {"menus": {"mein": [{"page": "seite"}]}}, "menus/site: menus.mein: unknown menu"),
    (
        "steckbriefe",
        sheet(period_start="2020-02-01", period_end="2020-01-01"),
        "steckbriefe/ulm-garten: period_end: Das Ende liegt vor dem Beginn.",
    ),
    (
        "steckbriefe",
        sheet(theme_fields=["x"]),
        "steckbriefe/ulm-garten: theme_fields[0]: unknown reference: there is no theme field “x”",
    ),
    ("steckbriefe", sheet(theme_fields=[]), "steckbriefe/ulm-garten: theme_fields: "),
    ("steckbriefe", sheet(goals=["Ziel", "x" * 251]), "steckbriefe/ulm-garten: goals[1]: "),
    ("steckbriefe", sheet(contact={"email": "keine"}), "steckbriefe/ulm-garten: contact.email: "),
    ("steckbriefe", sheet(status="fertig"), "steckbriefe/ulm-garten: status: "),
    (
        "steckbriefe",
        sheet(city="x"),
        "steckbriefe/ulm-garten: city: unknown reference: there is no municipality “x”",
    ),
    (
        "steckbriefe",
        sheet(related=["ulm-garten"]),
        "steckbriefe/ulm-garten: related[0]: is the fact sheet itself",
    ),
    ("steckbriefe", sheet(templates=["plan"]), "steckbriefe/ulm-garten: templates[0]: "),
    (
        "steckbriefe",
        sheet(reused_by=[{"city": "x"}]),
        "steckbriefe/ulm-garten: reused_by[0].city: unknown reference",
    ),
    (
        "events",
        {"events": [EVENT | {"end": "2026-05-21T09:00:00"}]},
        "events/treffen: end: Das Ende liegt vor dem Beginn.",
    ),
    ("events", {"events": [EVENT | {"start": "22.5.2026"}]}, "events/treffen: start: should be a moment"),
    (
        "events",
        {"events": [EVENT | {"registration_deadline": "2026-05-23"}]},
        "events/treffen: registration_deadline: Der Anmeldeschluss",
    ),
    (
        "press",
        {"press": [PRESS | {"quotes": [{"text": "Ja", "after": 2}]}]},
        "press/garten: quotes[0].after: there is no paragraph 2",
    ),
    (
        "press",
        {"press": [PRESS | {"quotes": [{"text": "x" * 501, "after": 1}]}]},
        "press/garten: quotes[0].text: ",
    ),
    ("news", block(block="film"), "news/neues: body[0].block: unknown block “film”"),
    ("news", block(title="Ohne"), "news/neues: body[0]: should be a block"),
    (
        "news",
        block(block="hero", title="T", text="T", links=[]),
        "news/neues: body[0]: pages of this type have no block “hero”",
    ),
    (
        "news",
        block(block="text", html="<p><script>x</script></p>"),
        "news/neues: body[0].html: <script> is not taken",
    ),
    (
        "news",
        block(block="text", html='<p onclick="x">x</p>'),
        "news/neues: body[0].html: <p> takes no attribute “onclick”",
    ),
    (
        "news",
        block(block="text", html='<a href="java\tscript:x">x</a>'),
        "news/neues: body[0].html: a link leads to",
    ),
    (
        "news",
        block(block="text", html="<![CDATA[><script>x</script>]]>"),
        "news/neues: body[0].html: comments and",
    ),
    ("news", block(block="bild", image="bild"), "news/neues: body[0].alt: Beschreiben Sie das Bild"),
    ("news", block(block="zahlen", figures=[["1" * 21, "Städte"]]), "news/neues: body[0].figures[0][0]: "),
    (
        "news",
        block(block="tabelle", caption="T", headers="row", rows=[["a"], ["b", "c"]]),
        "news/neues: body[0].rows: all rows",
    ),
    ("news", block(block="aufruf", text="T", label="L"), "news/neues: body[0].page: Wählen Sie eine Seite"),
    ("settings", {"imprint": {"organisation": "O", "email": "keine"}}, "organisation/site: imprint.email: "),
    ("settings", {"site": {"contact_page": "nirgends"}}, "site/site: site.contact_page: unknown reference"),
]
