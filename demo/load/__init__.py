"""Loads the content of demo/content/ once, into an empty site, all or nothing."""

import json

from django.conf import settings
from django.db import transaction

from cms.models import StandardPage

FOLDER = settings.ROOT / "demo" / "content"


def read_content(name):
    """The content of demo/content/<name>.json."""
    return json.loads((FOLDER / f"{name}.json").read_text())


@transaction.atomic
def load_demo():
    """Returns whether anything was loaded: a site with pages of its own is left alone."""
    from demo.load import advice, files, groups, pages, people, threads, vocabulary

    if StandardPage.objects.exists():
        return False
    vocabulary.load_vocabulary()
    people.load_people()
    groups.load_groups()
    threads.load_threads()
    files.load_files()
    pages.load_pages()
    advice.load_advice()
    return True
