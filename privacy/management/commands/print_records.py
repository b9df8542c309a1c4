from django.core.management.base import BaseCommand

from privacy.records.page import as_markdown


class Command(BaseCommand):
    help = "Prints docs/datenschutz.md: what is stored about people, for what, for how long."

    def handle(self, **_):
        self.stdout.write(as_markdown(), ending="")
