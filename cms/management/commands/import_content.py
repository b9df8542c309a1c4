import sys
from pathlib import Path

import click
from django.core.management.base import BaseCommand, CommandError

from cms.imports.kinds import FILES
from cms.imports.report import format_count
from cms.imports.run import import_content, show_nothing


class Command(BaseCommand):
    help = "Imports editorial content from a folder of JSON files, each all or nothing (docs/import.md)."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="the folder")
        parser.add_argument(
            "--only", nargs="+", choices=FILES, metavar="FILE", help="of these files, without .json"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="says what would happen and changes nothing"
        )
        parser.add_argument(
            "--overwrite", action="store_true", help="also what was changed on the site since the last import"
        )

    def handle(self, *, folder, only, dry_run, overwrite, **_):
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.")
        self.list_unread(folder, only)
        report = import_content(
            folder,
            only,
            overwrite=overwrite,
            dry_run=dry_run,
            progress=self.show_progress if self.stdout.isatty() else show_nothing,
            tell=self.tell,
        )
        if not report:
            raise CommandError(f"There are none of the files: {', '.join(f'{name}.json' for name in FILES)}.")
        if dry_run:
            self.stdout.write("This was a dry run: nothing is changed.")
        if failed := report.failed:
            files, problems = format_count(len(failed), "file"), format_count(len(report.problems), "problem")
            raise CommandError(
                f"{problems}; not imported: {files} ({', '.join(one.name for one in failed)})."
            )

    def list_unread(self, folder, only):
        known = {f"{name}.json" for name in FILES}
        others = sorted(path.name for path in folder.glob("*.json") if path.name not in known)
        if others and not only:
            self.stdout.write(f"Not read, no files of the format: {', '.join(others)}")

    def tell(self, report):
        for line in report.notes():
            self.stdout.write(line)
        for problem in report.problems:
            self.stderr.write(str(problem))
        self.stdout.write(report.summary())

    def show_progress(self, label, steps):
        """On a terminal."""
        if not steps:
            return
        with click.progressbar(steps, label=label, file=sys.stdout) as bar:
            yield from bar
