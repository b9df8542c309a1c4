"""Which links are found on the site, when they are checked, and when one counts as broken."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms import limits, tasks
from cms.links.checking import check_due_links, make_options
from cms.links.finding import list_addresses, note_all_links, note_links
from cms.models import CheckedLink, CityPage, EventPage, ExternalLink, LinkUse, Organisation, StandardPage
from home.models import HomePage
from tests.cms.links.website import open_website

A, B, C, D = (f"https://{name}.example/" for name in "abcd")
BODY = [
    {"type": "text", "value": f'<p><a href="{A}?x=1&amp;y=2#unten">a</a> <a linktype="page" id="3">b</a> '
     '<a href="mailto:x@stadt.example">c</a> <a href="//d.example/">d</a></p>'},
    {"type": "accordion", "value": {"title": "F", "questions": [
        {"type": "item", "value": {"title": "?", "text": f'<p><a href="{B}">b</a></p>'}, "id": "1"},
    ]}},
    {"type": "action", "value": {"text": "x", "label": "Los", "page": None, "link": C}},
    {"type": "heading", "value": {"title": D}},
    {"type": "gone", "value": {"link": D}},
]  # fmt: skip


@pytest.fixture
def page(db):
    page = StandardPage(title="Links", slug="links", intro="–")
    page.body = BODY
    return HomePage.objects.get().add_child(instance=page)


def make_link(address, page=None, **fields):
    link = CheckedLink.objects.create(address=address, due_at=timezone.now(), **fields)
    if page:
        LinkUse.objects.create(link=link, page=page)
    return link


def check(website, **options):
    return check_due_links(website.options(**options))


def states():
    return dict(CheckedLink.objects.values_list("address", "state"))


def test_addresses_are_read_from_texts_lists_and_fields_of_blocks(page):
    assert list_addresses(page) == {f"{A}?x=1&y=2", B, C}


def test_fields_of_pages_count_but_not_what_only_participants_read(db):
    assert list_addresses(CityPage(website=A)) == {A}
    assert list_addresses(EventPage(online_link=B)) == set()
    assert list_addresses(ExternalLink(url=C)) == {C}


@pytest.mark.parametrize(
    "address", ["", "http://", "https:///x", f"https://lang.example/{'ä' * 1000}", "http://a.example/\0"]
)
def test_what_is_no_address_or_too_long_is_left_out(address, db):
    assert list_addresses(CityPage(website=address)) == set()


def test_all_places_of_the_site_are_noted_and_what_stands_nowhere_goes(page):
    entry = ExternalLink.objects.create(title="A", url=f"{A}?x=1&y=2", category="–")
    make_link("https://weg.example/")
    make_link(B, state="ok", accepted_state="")
    note_all_links()
    assert states() == {f"{A}?x=1&y=2": "unchecked", B: "ok", C: "unchecked"}
    both = LinkUse.objects.filter(link__address=f"{A}?x=1&y=2")
    assert {(use.page_id, use.snippet_id) for use in both} == {(page.pk, None), (None, entry.pk)}
    page.unpublish()
    note_all_links()
    assert list(states()) == [f"{A}?x=1&y=2"]


def test_a_page_that_is_published_again_is_noted_alone(page):
    note_links(page)
    page.body = [{"type": "action", "value": {"text": "x", "label": "y", "page": None, "link": D}}]
    page.save()
    note_links(page)
    assert [use.link.address for use in LinkUse.objects.all()] == [D]
    assert {link.address for link in CheckedLink.objects.shown()} == {D}


def test_everything_on_the_demos_pages_can_be_read(demo):
    note_all_links()
    assert CheckedLink.objects.count() >= ExternalLink.objects.count() > 5
    assert CheckedLink.objects.due().count() == CheckedLink.objects.count()


def test_a_link_is_broken_after_two_failures_or_when_there_is_nothing(page, website):
    gone, failing, good = (make_link(website.url(f"status/{code}"), page) for code in (404, 500, 200))
    check(website)
    assert list(CheckedLink.objects.broken()) == [gone]
    failing.refresh_from_db()
    assert failing.due_at > timezone.now() + limits.LINK_SECOND_CHECK - timedelta(minutes=5)
    CheckedLink.objects.update(due_at=timezone.now())
    check(website)
    assert set(CheckedLink.objects.broken()) == {gone, failing}
    failing.refresh_from_db()
    good.refresh_from_db()
    assert (failing.failures, failing.status, failing.due_at) == (2, 500, None)
    assert (good.state, good.first_failed_at, good.due_at) == ("ok", None, None)


def test_a_link_that_works_again_is_whole_and_not_accepted_any_more(page, website):
    link = make_link(website.url("status/200"), page, state="silent", failures=5, accepted_state="silent")
    CheckedLink.objects.update(first_failed_at=timezone.now())
    check(website)
    link.refresh_from_db()
    assert (link.state, link.failures, link.first_failed_at, link.accepted_state) == ("ok", 0, None, "")


def test_an_accepted_link_counts_again_when_it_fails_in_another_way(page, website):
    link = make_link(website.url("status/404"), page, state="refused", failures=9)
    assert link.accept()
    assert not CheckedLink.objects.broken().exists()
    check(website)
    assert list(CheckedLink.objects.broken()) == [link]


def test_a_website_that_asks_for_patience_is_asked_nothing_more(page, website):
    first = make_link(website.url("status/429?Retry-After=7200"), page, state="silent", failures=2)
    second = make_link(website.url("status/429/x"), page)
    assert not check(website)
    assert website.requests == [("HEAD", "/status/429?Retry-After=7200")]
    for link, state in ((first, "silent"), (second, "unchecked")):
        link.refresh_from_db()
        assert link.state == state
        assert timedelta(minutes=110) < link.due_at - timezone.now() < timedelta(minutes=121)


def test_a_host_is_asked_one_thing_at_a_time_and_others_do_not_wait_for_it(page, website):
    for number in range(3):
        make_link(website.url(f"silent/{number}"), page)
    with open_website() as other:
        make_link(other.url("status/200"), page)
        reach = website.options().reach
        both = type(reach)(frozenset({website.server_port, other.server_port}), reach.exceptions)
        # Long enough for both hosts to be asked, however slow the machine, and not for one to be asked twice.
        options = website.options(timeout=3, job_time=2, reach=both)
        assert check_due_links(options)
        assert other.requests == [("HEAD", "/status/200")]
    assert len(website.requests) == 1
    assert CheckedLink.objects.due().count() == 2


def test_what_a_job_has_taken_no_other_takes(page, website):
    from cms.links.checking import take_due_links

    make_link(A, page)
    assert [link.address for link in take_due_links()] == [A]
    assert take_due_links() == []
    assert CheckedLink.objects.get().due_at > timezone.now() + limits.LINK_LEASE - timedelta(minutes=1)


def test_the_jobs_go_on_until_nothing_is_due(page, events):
    for number in range(limits.LINKS_PER_JOB + 1):
        make_link(f"http://127.0.0.{number + 1}/", page)
    tasks.check_links(timestamp=0)
    assert CheckedLink.objects.due().count() == 1
    tasks.check_links(timestamp=0)
    assert set(states().values()) == {"exempt"}
    assert events().count("links_checked") == 2


def test_a_link_to_our_own_network_is_told_and_not_called_broken(page):
    page.body = [{"type": "text", "value": '<p><a href="http://localhost:5432/x">x</a></p>'}]
    page.save()
    tasks.note_links_of(page=page.pk)
    tasks.check_links(timestamp=0)
    assert states() == {"http://localhost:5432/x": "exempt"}
    assert not CheckedLink.objects.broken().exists()


def test_other_websites_learn_who_asks(db, settings):
    Organisation.objects.update_or_create(
        site_id=HomePage.objects.get().get_site().pk, defaults={"email": "netz@stadt.example"}
    )
    assert make_options().agent == f"StaedteNetz-Linkpruefung/1.0 (+{settings.BASE_URL}/; netz@stadt.example)"
