"""The ZIP of a person's data: uebersicht.html to read, daten.json for programs, dateien/ with the files."""

import io
import json
from itertools import batched
from tempfile import SpooledTemporaryFile
from zipfile import ZIP_DEFLATED, ZipFile

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from privacy.export.own_data import AT_ONCE, tables
from privacy.records.all import records_by_area

FOLDER = "privacy/archive"
IN_MEMORY = 4 * 1024 * 1024


def build_archive(person, at):
    """The ZIP's bytes. Rows are read and written a few at a time; the caller's transaction decides of which moment."""
    with SpooledTemporaryFile(IN_MEMORY) as file:
        with ZipFile(file, "w", ZIP_DEFLATED) as archive:
            for name, write in {"uebersicht.html": write_page, "daten.json": write_data}.items():
                with archive.open(name, "w", force_zip64=True) as entry:
                    text = io.TextIOWrapper(entry, encoding="utf-8", write_through=True)
                    write(text.write, person, at)
                    text.detach()
            write_files(archive, person)
        file.seek(0)
        return file.read()


def write_data(write, person, at):
    start = {"erstellt": at.isoformat(), "person": person.pk}
    write(json.dumps(start, ensure_ascii=False)[:-1] + ', "tabellen": {')
    for number, table in enumerate(tables(person)):
        write(f"{',' if number else ''}\n{json.dumps(table.key)}: [")
        for place, row in enumerate(table.rows()):
            write(f"{',' if place else ''}\n{json.dumps(table.as_data(row), ensure_ascii=False)}")
        write("]")
    write("\n}}\n")


def write_page(write, person, at):
    context = {"person": person, "at": at}
    write(render_to_string(f"{FOLDER}/head.html", context))
    write(f"<style>{style()}</style>\n")
    write(render_to_string(f"{FOLDER}/start.html", context | {"areas": list(records_by_area())}))
    by_model = {}
    for table in tables(person):
        by_model.setdefault(table.record.model, []).append(table)
    for number, (area, records) in enumerate(records_by_area().items(), 1):
        write(render_to_string(f"{FOLDER}/area.html", {"title": area, "number": number}))
        empty = []
        for record in records:
            for table in by_model.get(record.model, ()):
                if not write_table(write, table):
                    empty.append(table.title)
        write(render_to_string(f"{FOLDER}/area_end.html", {"empty": empty}))
    write("</main>\n</body>\n</html>\n")


def write_table(write, table):
    """Writes the rows of one table. Returns whether there were any."""
    layout = "rows" if table.trace else table.record.layout
    has_begun = False
    for rows in batched(table.rows(), AT_ONCE):
        if not has_begun:
            write(render_to_string(f"{FOLDER}/table.html", {"table": table}))
            has_begun = True
        values = [(row, list(table.values(row))) for row in rows]
        write(render_to_string(f"{FOLDER}/{layout}.html", {"rows": values}))
    if has_begun:
        write("</section>\n")
    return has_begun


def write_files(archive, person):
    for table in tables(person):
        if not table.trace and any(item.file for item in table.fields.values()):
            for row in table.rows():
                for value in table.values(row):
                    if (content := value.content) is not None:
                        archive.writestr(value.file, content)


def style():
    with open(finders.find("css/archive.css"), encoding="utf-8") as file:
        return file.read()
