"""One file after the other: each all or nothing, and all that is wrong with it in the report."""

import json
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from django.db import transaction
from django.utils.module_loading import autodiscover_modules

from cms.imports.folder import Unusable, find_file
from cms.imports.kinds import FILES
from cms.imports.references import References, find_start_page
from cms.imports.report import FileReport, Report
from cms.imports.section import import_section, note_failed

# In every file: words for people.
ABOUT = {"notice", "count", "page_count"}


@dataclass
class Run:
    """`written`: files of this import in the storage, as (storage, name)."""

    folder: Path
    overwrite: bool = False
    references: References = field(default_factory=References)
    written: list = field(default_factory=list)

    @cached_property
    def start_page(self):
        return find_start_page()

    def delete_written(self, start=0):
        for storage, name in self.written[start:]:
            storage.delete(name)
        del self.written[start:]


class NotImported(Exception):
    """The file has problems: nothing of it stays."""


@dataclass
class FileWork:
    """What is being done with one file."""

    run: Run
    name: str
    report: FileReport
    data: dict
    others: dict = field(default_factory=dict)
    items: list = field(default_factory=list)
    parents: dict = field(default_factory=dict)

    def get_list(self, name):
        found = self.data.get(name, [])
        if isinstance(found, list):
            return found
        self.report.add_problem(name, "", "should be a list")
        return []

    def read_other(self, name):
        """Another file of the folder, which says more about an entry of this one; {} if it cannot be read."""
        if name not in self.others:
            try:
                self.others[name] = read_json(self.run.folder, f"{name}.json")
            except Unusable:
                self.others[name] = {}
        return self.others[name]


def show_nothing(_label, steps):
    return steps


def print_nothing(_report):
    pass


def import_content(
    folder, names=None, *, overwrite=False, dry_run=False, progress=show_nothing, tell=print_nothing
):
    """Imports the files of the folder, or those of them that are named. Returns the Report."""
    autodiscover_modules("import_sections")
    run, report = Run(Path(folder), overwrite), Report()
    wanted = names or [name for name in FILES if (run.folder / f"{name}.json").exists()]
    with roll_back_at_end(run) if dry_run else nullcontext():
        for name in FILES:
            if name in wanted:
                report.append(import_file(run, name, progress))
                tell(report[-1])
    return report


@contextmanager
def roll_back_at_end(run):
    """So that later files find what earlier ones would have brought."""
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        run.delete_written()


def import_file(run, name, progress):
    report, kinds = FileReport(f"{name}.json"), FILES[name]
    written = len(run.written)
    try:
        with transaction.atomic():
            work = FileWork(run, name, report, read_json(run.folder, f"{name}.json"))
            check_lists(work, kinds)
            for section in kinds.sections:
                import_section(work, section, progress)
            if report.failed:
                raise NotImported
    except Unusable as problem:
        report.add_problem("", "", problem)
        run.references.unreadable |= {section.kind for section in kinds.sections}
    except NotImported:
        run.delete_written(written)
        run.references.clear()
        for item in work.items:
            note_failed(item)
    except BaseException:
        run.delete_written(written)
        raise
    return report


def check_lists(work, kinds):
    known = {section.name for section in kinds.sections} | ABOUT | kinds.unread
    for name in work.data.keys() - known:
        work.report.add_problem(name, "", "unknown list")


def read_json(folder, name):
    """Raises Unusable."""
    try:
        data = json.loads(find_file(folder, name).read_text("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Unusable(f"is not in UTF-8: byte {error.start}") from error
    except json.JSONDecodeError as error:
        raise Unusable(f"broken JSON in line {error.lineno}, column {error.colno}: {error.msg}") from error
    except RecursionError as error:
        raise Unusable("broken JSON: nested too deeply") from error
    if not isinstance(data, dict):
        raise Unusable("should be an object with lists")
    return data
