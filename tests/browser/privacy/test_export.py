"""Waiting for one's data: the page tells by itself when they are ready."""

from playwright.sync_api import expect

from privacy.export import job
from privacy.models import DataExport


def test_the_page_says_by_itself_when_ones_data_are_ready(new_context, cookie_for, person):
    anna = person("Anna")
    context = new_context()
    context.add_cookies([cookie_for(anna)])
    page = context.new_page()
    page.clock.install()
    page.goto("/konto/daten/")
    page.get_by_role("button", name="Daten zusammenstellen").click()
    expect(page.get_by_text("Ihre Daten werden zusammengestellt.")).to_be_visible()
    job.make_export(DataExport.objects.get(user=anna).pk)
    page.clock.fast_forward(2000)
    expect(page.get_by_text("Ihre Daten liegen bereit,")).to_be_visible()
    with page.expect_download() as fetched:
        page.get_by_role("link", name="ZIP herunterladen").click()
    assert fetched.value.suggested_filename.startswith("staedtenetz-daten-")
