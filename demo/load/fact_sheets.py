"""What demo people do with the fact sheets that were imported."""

from datetime import date

from cms.models import FactSheetPage, Reuse
from demo.load import people, read_content
from forum.models import Thread


def load_reports():
    """Re-uses that a member reported and nobody has decided on yet."""
    named = people.by_username()
    for source in read_content("steckbriefe")["steckbriefe"]:
        for report in source.get("reported_by", ()):
            page = FactSheetPage.objects.get(slug=source["slug"])
            day = date.fromisoformat(report["date"])
            Reuse.objects.report(page, named[report["reporter"]], note=report["note"], date=day)


def link_threads():
    """The threads that members have begun about a fact sheet; they were loaded before it."""
    pages = {page.slug: page for page in FactSheetPage.objects.all()}
    for group in read_content("groups")["groups"]:
        for topic in group["topics"]:
            if slug := topic.get("fact_sheet"):
                threads = Thread.objects.filter(group__slug=group["slug"], title=topic["title"])
                threads.update(page=pages[slug])
