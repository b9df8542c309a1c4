"""`python -m benchmarks.library`: how long the library takes at 1,000 fact sheets.

Fills a database of its own, in a temporary folder (or DATABASE_URL, which keeps what is made), with the demo and as many
more fact sheets as make SHEETS. For each address are printed: the CPU milliseconds of this process and of PostgreSQL from
the request to the whole page, added (least and median of REQUESTS; what other work on the machine adds is not counted),
the part of PostgreSQL in the least one, and the number of queries. Each page is made anew, with the rows that the process
knows; then the first requests after a change, and those for a page that is kept. With `--explain` follows PostgreSQL's
plan of the query that brings the rows.
"""

import sys
import time
from pathlib import Path

from benchmarks.database import run_with_demo

SHEETS, REQUESTS = 1_000, 10
# What the library does not ask need not be kept for its copies.
UNINDEXED = {"default": {"BACKEND": "modelsearch.backends.database", "AUTO_UPDATE": False}}
ADDRESSES = {
    "all": "",
    "one facet": "?themenfeld=klima",
    "five facets": "?themenfeld=klima&themenfeld=begegnung&groesse=mittel&stand=umsetzung&angebot=besuch",
    "search": "?q=hitze",
    "search with a slip": "?q=Enwticklung",
    "six words": "?q=k%C3%BChle+orte+f%C3%BCr+%C3%A4ltere+menschen+quartier",
    "search and facets": "?q=quartier&themenfeld=klima&groesse=mittel&aufwand=b2",
    "comparison": "vergleich/?steckbrief=konstanz-sommerstrasse&steckbrief=heidelberg-kuehle-orte",
    "export, JSON": "export.json",
    "export, CSV": "export.csv",
}


def main() -> None:
    run_with_demo(measure_library)


def measure_library():
    from django.db import connection
    from django.test import override_settings

    from cms.models import FactSheetPage

    with override_settings(WAGTAILSEARCH_BACKENDS=UNINDEXED):
        copy_fact_sheets(FactSheetPage, SHEETS - FactSheetPage.objects.count())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{FactSheetPage.objects.count()} fact sheets")
    for name, query in ADDRESSES.items():
        time_requests(name, f"/steckbriefe/{query}", clear_pages)
    for name in ("all", "five facets"):
        time_requests(f"{name}, after a change", f"/steckbriefe/{ADDRESSES[name]}", clear_caches)
    time_requests("all, kept", "/steckbriefe/", lambda: None)
    if "--explain" in sys.argv:
        explain_rows(connection)


def copy_fact_sheets(model, number):
    """Copies of the demo's fact sheets, with the words of each in another order, in all towns."""
    from wagtail.signal_handlers import disable_reference_index_auto_update

    from vocabulary.models import Municipality

    towns = list(Municipality.objects.all())
    patterns = list(model.objects.prefetch_related("theme_fields", "target_groups"))
    parent = patterns[0].get_parent().specific
    for count in range(max(number, 0)):
        pattern, town = patterns[count % len(patterns)], towns[count % len(towns)]
        words = pattern.summary.split()
        turned = count % len(words)
        page = model(
            title=f"{pattern.title} {count}",
            slug=f"kopie-{count}",
            summary=" ".join(words[turned:] + words[:turned]),
            municipality=town,
            programme=town.programme,
            **{name: getattr(pattern, name) for name in COPIED},
        )
        page.theme_fields, page.target_groups = pattern.theme_fields.all(), pattern.target_groups.all()
        with disable_reference_index_auto_update():
            parent.add_child(instance=page)


COPIED = (
    *("intro", "status", "goals", "success_factors", "stumbling_blocks", "lessons", "partners", "funding"),
    *("budget_class", "staff_effort", "transferability", "evidence", "offers_visit", "offers_talk"),
    *("last_reviewed", "period_start", "period_end"),
)


def clear_pages():
    from caching.pages import store

    store.clear()


def clear_caches():
    from caching.results import results

    clear_pages()
    results.clear()


def time_requests(name, address, clear):
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    browser = Client()
    # It also compiles the templates.
    browser.get(address)
    clear()
    with CaptureQueriesContext(connection) as queries:
        status, number = browser.get(address).status_code, len(queries)
    if status != 200:
        sys.exit(f"{address}: {status}")
    taken = sorted(time_request(browser, address, connection, clear) for _ in range(REQUESTS))
    least, asked = taken[0]
    median, _ = taken[REQUESTS // 2]
    print(f"{name:<28}{least:7.1f} ms, median {median:7.1f}, PostgreSQL {asked:6.1f}, {number:3} queries")


def time_request(browser, address, connection, clear):
    """(CPU milliseconds of both processes, those of PostgreSQL)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        clock = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
    clear()
    began, asking = time.process_time(), int(clock.read_text().split()[0])
    browser.get(address)
    asked = (int(clock.read_text().split()[0]) - asking) / 1e6
    return 1000 * (time.process_time() - began) + asked, asked


def explain_rows(connection):
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        Client().get("/steckbriefe/?q=hitze&themenfeld=klima")
    rows = next(query["sql"] for query in queries if '"targets"' in query["sql"])
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, COSTS OFF, BUFFERS OFF) {rows}")
        print("\n".join(line for (line,) in cursor.fetchall()))


if __name__ == "__main__":
    main()
