"""An editor's work, through the editor's own form."""

import re

import pytest
from django.urls import reverse

from cms.models import StandardPage

FIELDS = {
    "title": "Von Emil geändert",
    "intro": "Von Emil.",
    "body-count": "1",
    "body-0-deleted": "",
    "body-0-order": "0",
    "body-0-type": "funding",
    "body-0-id": "",
    "body-0-value-text": "Von Emil gefördert.",
    "seo_title": "",
    "search_description": "",
    "plain_language": "",
    "go_live_at": "",
    "expire_at": "",
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
    "comment_notifications": "",
}


@pytest.fixture
def page(demo):
    return StandardPage.objects.get(slug="datenschutz")


def test_the_editor_is_german(page, client, emil):
    client.force_login(emil)
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert '<html lang="de"' in re.sub(r"\s+", " ", html)
    assert "Veröffentlichen" in html
    assert "Einleitung" in html


def test_a_published_change_is_on_an_already_warm_page_at_its_next_request(page, client, emil):
    visitor = type(client)()
    assert "Von Emil" not in visitor.get(page.url).content.decode()
    client.force_login(emil)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    fields = FIELDS | {"slug": page.slug}
    draft = client.post(address, fields)
    assert draft.status_code in (200, 302), draft.content
    assert "Von Emil geändert" not in visitor.get(page.url).content.decode()
    published = client.post(address, fields | {"action-publish": "action-publish"})
    assert published.status_code == 302
    seen = visitor.get(page.url).content.decode()
    assert "Von Emil geändert" in seen
    assert "Von Emil gefördert." in seen


def test_what_editors_type_is_cleaned_and_measured_like_what_members_type(page, client, emil):
    client.force_login(emil)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = client.get(address).content.decode()
    assert 'data-limit="500"' in form
    assert "maxlength" not in form
    assert "js/limit.js" in form
    fields = FIELDS | {"slug": page.slug, "action-publish": "action-publish"}
    refused = client.post(address, fields | {"title": "Daten\u202ezt", "intro": "x" * 512}).content.decode()
    assert "Zeichen 6: unsichtbar, ändert die Schreibrichtung." in refused
    assert "12 Zeichen zu viel: Es sind 512, möglich sind 500." in refused
    assert "x" * 512 in refused
    assert (
        client.post(address, fields | {"title": "Daten\u00adschutz\u200b", "intro": "A\u2028B"}).status_code
        == 302
    )
    page.refresh_from_db()
    assert (page.title, page.intro) == ("Datenschutz", "A\nB")


@pytest.mark.parametrize("name", ["anna", "ben"])
def test_nobody_else_can_change_a_page(name, page, client, request):
    client.force_login(request.getfixturevalue(name))
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"title": "Übernommen"})
    assert response.status_code == 302
    assert response["Location"].startswith("/redaktion/login/")
    page.refresh_from_db()
    assert page.title == "Datenschutz"


def test_the_bar_for_editors_is_on_their_pages_only_and_costs_others_nothing(page, client, emil, anna):
    for user, address, shown in (
        (emil, page.url, True),
        (emil, "/gruppen/", False),
        (emil, "/konto/", False),
        (anna, page.url, False),
    ):
        client.force_login(user)
        assert ("<wagtail-userbar" in client.get(address).content.decode()) is shown, (user, address)
