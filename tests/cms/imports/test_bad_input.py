"""What is wrong is told at its place, all at once, and nothing of the file stays."""

import pytest

from cms.models import EditorialDocument, EventPage, FactSheetPage, ImportedEntry
from home.models import SiteSettings
from tests.cms.imports.conftest import DOCUMENT, SHEET
from tests.cms.imports.mistakes import BAD
from tests.files.samples import encoded, photo
from tests.support.database.undoing import each
from vocabulary.models import ThemeField

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture
def loaded(folder):
    for name, content in {
        "documents/kein.pdf": b"<html>",
        "documents/program.exe": b"MZ",
        "media/bild.svg": SVG,
        "media/kaputt.png": encoded(photo(), "PNG")[:1500],
    }.items():
        folder.put(name, content)
    with (folder.path / "media/gross.png").open("wb") as file:
        file.write(encoded(photo(), "PNG"))
        file.truncate(60 * 1024**2)
    return folder.load("--only", "themes", "cities", "documents", "links", "media", "site_tree")


@each(("name", "data", "line"), BAD)
def test_a_mistake_is_told_at_its_place_and_nothing_of_the_file_stays(name, data, line, loaded):
    before = list(ImportedEntry.objects.order_by("pk").values())
    loaded.write(name, data)
    loaded.load("--only", name)
    own = [problem for problem in loaded.problems if problem.startswith(f"{name}.json: {line}")]
    assert len(own) == 1, loaded.problems
    assert loaded.failed.endswith(f"not imported: 1 file ({name}.json).")
    assert list(ImportedEntry.objects.order_by("pk").values()) == before


def test_all_mistakes_of_a_file_are_told_and_files_that_refer_to_it_wait(folder):
    folder.write("themes", {"themes": [{"slug": "klima", "title": "A" * 101}, {"slug": "wohnen"}]})
    folder.write("steckbriefe", {"steckbriefe": [SHEET, SHEET | {"slug": "ulm-zwei", "stats": 1}]})
    folder.load()
    told = [problem.split(": ")[:3] for problem in folder.problems]
    assert told == [
        ["themes.json", "themes/wohnen", "title"],
        ["themes.json", "themes/klima", "title"],
        ["steckbriefe.json", "steckbriefe/ulm-zwei", "stats"],
    ]
    assert "steckbriefe.json: what could not be imported is needed by 1 entry" in folder.said
    assert folder.failed == "3 problems; not imported: 2 files (themes.json, steckbriefe.json)."
    assert not ThemeField.objects.exists()
    assert not FactSheetPage.objects.exists()
    assert EventPage.objects.count() == 1


def test_files_of_what_was_not_imported_leave_the_storage(folder):
    folder.write("documents", {"documents": [DOCUMENT, DOCUMENT | {"slug": "b", "filename": "nichts.pdf"}]})
    folder.load("--only", "documents")
    assert not EditorialDocument.objects.exists()
    assert [path for path in folder.path.parent.glob("stored/**/*") if path.is_file()] == []


def test_a_folder_that_is_none_or_empty_is_an_error(folder, tmp_path):
    folder.path = tmp_path / "nowhere"
    assert "There is no folder" in folder.load().failed
    folder.path.mkdir()
    (folder.path / "theme.json").write_text("{}")
    assert "There are none of the files: themes.json" in folder.load().failed
    assert folder.said == ["Not read, no files of the format: theme.json"]
    assert not SiteSettings.objects.exists()
