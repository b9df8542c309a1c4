"""Loads the content of demo/content/ once, into an empty site, all or nothing. What editors would write is imported."""

import json

from django.conf import settings
from django.db import transaction

from cms.models import StandardPage

FOLDER = settings.ROOT / "demo" / "content"
# What people and groups refer to.
VOCABULARY = ("themes", "cities")


def read_content(name):
    """The content of demo/content/<name>.json."""
    return json.loads((FOLDER / f"{name}.json").read_text())


@transaction.atomic
def load_demo():
    """Returns whether anything was loaded: a site with pages of its own is left alone."""
    from demo.load import advice, fact_sheets, groups, people, pictures, sign_ups, threads

    if StandardPage.objects.exists():
        return False
    import_files(VOCABULARY)
    people.load_people()
    groups.load_groups()
    threads.load_threads()
    import_files()
    fact_sheets.load_reports()
    fact_sheets.link_threads()
    sign_ups.load_sign_ups()
    advice.load_advice()
    pictures.make_sizes()
    return True


def import_files(names=None):
    from cms.imports.run import import_content

    report = import_content(FOLDER, names)
    if report.failed:
        raise ValueError("\n".join(map(str, report.problems)))
