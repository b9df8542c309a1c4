"""A folder with the least that each file can hold, and a way to import it."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.files.samples import encoded, photo

SHEET = {
    "slug": "ulm-garten",
    "title": "Garten",
    "teaser": "Ein Garten für alle.",
    "summary": "Nachbarn gärtnern.",
    "city": "ulm",
    "theme_fields": ["klima"],
    "status": "umsetzung",
}
PAGES = {
    name: {"slug": slug, "page_type": name, "title": slug.title(), "intro": "Zum Nachlesen."}
    for name, slug in {
        "FactSheetIndexPage": "steckbriefe",
        "EventIndexPage": "termine",
        "PressIndexPage": "presse",
        "NewsIndexPage": "aktuelles",
        "StandardPage": "seite",
    }.items()
}
DOCUMENT = {"slug": "plan", "title": "Plan", "filename": "plan.pdf", "collection": "Pläne"}
IMAGE = {"slug": "bild", "title": "Bild", "file": "media/bild.png"}
CITY = {"slug": "ulm", "title": "Ulm", "size_class": "gross", "lat": 48.4, "lon": 9.99}
EVENT = {
    "slug": "treffen",
    "title": "Treffen",
    "summary": "Wir treffen uns.",
    "kind": "Workshop",
    "start": "2026-05-22T09:30:00",
    "end": "2026-05-22T16:30:00",
}
NEWS = {
    "slug": "neues",
    "title": "Neues",
    "summary": "Es gibt Neues.",
    "body": [{"block": "text", "html": "<p>Ja.</p>"}],
}
PRESS = {
    "slug": "garten",
    "title": "Ein Garten",
    "subtitle": "In Ulm",
    "date": "2026-05-20",
    "place": "Ulm",
    "body": ["Ulm hat einen Garten."],
}
LINK = {"id": 1, "url": "https://link.example/", "title": "Link", "category": "Land"}
FILES = {
    "themes": {"themes": [{"slug": "klima", "title": "Klima"}]},
    "cities": {"cities": [CITY]},
    "documents": {"documents": [DOCUMENT]},
    "links": {"links": [LINK]},
    "media": {"images": [IMAGE]},
    "site_tree": {
        "pages": {
            "slug": "start",
            "page_type": "HomePage",
            "title": "Start",
            "intro": "Willkommen.",
            "children": list(PAGES.values()),
        }
    },
    "steckbriefe": {"steckbriefe": [SHEET]},
    "events": {"events": [EVENT]},
    "press": {"press": [PRESS]},
    "news": {"news": [NEWS]},
}


class Folder:
    """`said`, `problems` and `failed` are of the last import."""

    def __init__(self, path):
        self.path = path
        for name, data in FILES.items():
            self.write(name, data)
        for name, content in {
            "documents/plan.pdf": b"%PDF-1.7 Plan",
            "media/bild.png": encoded(photo(), "PNG"),
        }.items():
            self.put(name, content)

    def write(self, name, data):
        (self.path / f"{name}.json").write_text(data if isinstance(data, str) else json.dumps(data))

    def put(self, name, content):
        path = self.path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)

    def load(self, *options):
        out, errors, self.failed = StringIO(), StringIO(), ""
        try:
            call_command("import_content", self.path, *options, stdout=out, stderr=errors)
        except CommandError as failure:
            self.failed = str(failure)
        self.said, self.problems = out.getvalue().splitlines(), errors.getvalue().splitlines()
        return self


@pytest.fixture
def folder(db, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "stored"
    (tmp_path / "content").mkdir()
    return Folder(tmp_path / "content")
