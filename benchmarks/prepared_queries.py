"""`python -m benchmarks.prepared_queries`: what each prepared query saves of a page's CPU time.

Asks pages of the demo in this process and notes the prepared queries of each. Every one is then called again, as it is
and building its SQL anew, as the ORM does; printed are the least CPU milliseconds of a page, what building adds for each
query, and that as a share of the page. The database is one of its own, in a temporary folder; a given DATABASE_URL
keeps what is made.
"""

import gc
import sys
import time

from benchmarks.database import run_with_demo

REQUESTS, CALLS = 60, 200
PAGES = {
    "start page, anonymous": ("", "/"),
    "invitation, anonymous": ("", "{invitation}"),
    "/mein/": ("member", "/mein/"),
    "group": ("member", "/gruppen/{slug}/"),
    "members": ("member", "/gruppen/{slug}/mitglieder/"),
    "thread": ("member", "{thread}"),
}


def main() -> None:
    run_with_demo(measure_pages)


def measure_pages():
    browsers, pages = open_pages()
    for name, (who, path) in pages.items():
        browser = browsers[who]
        compare_page(name, lambda browser=browser, path=path: browser.get(path))


def open_pages():
    """({"": browser, "member": browser}, {name of a page: (whose, its address)})."""
    from groups.models import Group, Role
    from tests.support.pages.client import Client

    group = Group.objects.order_by("pk").first()
    member = group.memberships.filter(role=Role.MEMBER).select_related("user").first()
    addresses = {
        "slug": group.slug,
        "thread": group.threads.order_by("-last_number").first().get_absolute_url(),
        "invitation": next(one for one in group.invitations.all() if one.state == "open").get_absolute_url(),
    }
    browsers = {"": Client(), "member": Client()}
    browsers["member"].force_login(member.user)
    invitation = browsers[""].get(addresses["invitation"])
    if invitation.status_code == 302:
        addresses["invitation"] = invitation.url
    return browsers, {name: (who, path.format(**addresses)) for name, (who, path) in PAGES.items()}


def compare_page(name, get_page):
    from prepared.query import PreparedQuery

    if (status := get_page().status_code) != 200:
        sys.exit(f"{name}: {status}")
    calls = collect_calls(get_page, PreparedQuery)
    page = measure_cpu(get_page, REQUESTS)
    saved = {place: measure_saving(*call) for place, call in calls.items()}
    whole = page + sum(saved.values())
    print(f"\n{name}: {page:.1f} ms; {whole:.1f} ms with all of them built anew")
    for place, more in saved.items():
        print(f"  {place:<48}{more:6.2f} ms {more / whole:6.1%}")


def collect_calls(get_page, PreparedQuery):
    """The calls of prepared queries by which a page is made: (query, name of the method, values), by its place."""
    calls, before = {}, {name: getattr(PreparedQuery, name) for name in ("all", "rows")}

    def noting(name):
        def noted(query, **values):
            # Some are a partial of a function.
            build = getattr(query.build, "func", query.build)
            place = f"{build.__module__}.{build.__name__}:{build.__code__.co_firstlineno}"
            calls[place] = (query, name, values)
            return before[name](query, **values)

        return noted

    for name in before:
        setattr(PreparedQuery, name, noting(name))
    try:
        get_page()
    finally:
        for name, method in before.items():
            setattr(PreparedQuery, name, method)
    return calls


def measure_saving(query, method, values):
    """CPU milliseconds that a call takes longer when its SQL is built anew."""
    prepared = measure_cpu(lambda: getattr(query, method)(**values), CALLS)
    kind = type(query)
    always = {name: property(kind.__dict__[name].func) for name in ("built", "whole")}
    query.__class__ = type("BuiltAnew", (kind,), always)
    try:
        return measure_cpu(lambda: getattr(query, method)(**values), CALLS) - prepared
    finally:
        query.__class__ = kind


def measure_cpu(act, number):
    """The least CPU milliseconds that it took: what other work on the machine adds is not counted."""
    gc.collect()
    taken = []
    for _ in range(number):
        began = time.process_time()
        act()
        taken.append(time.process_time() - began)
    return 1000 * min(taken)


if __name__ == "__main__":
    main()
