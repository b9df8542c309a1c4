"""Embargo: before its moment nobody but editors learns of a page and its documents; then the job publishes it."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from cms.models import EditorialDocument, NewsIndexPage, NewsPage, PressIndexPage, PressPage, StandardPage
from cms.pages.embargo import describe_moment
from tests.cms.test_editing import FIELDS as STANDARD
from tests.support.pages.admin import text
from tests.support.pages.forms import words
from tests.support.pages.scheduled import pass_hours
from vocabulary.models import ThemeField

RELEASE, NEWS, DOCUMENT = "Streng geheime Meldung", "Streng geheime Nachricht", "Streng geheimes Papier"
TOMORROW = timedelta(days=1)
# Who is named where, once it is public.
NAMED = {
    "/": {RELEASE, NEWS},
    "/presse/": {RELEASE},
    f"/presse/?jahr={timezone.localdate().year}": {RELEASE},
    "/presse/homepage-stadtlabore-online/": {RELEASE},
    "/presse/feed.atom": {RELEASE},
    "/aktuelles/": {RELEASE, NEWS},
    "/aktuelles/feed.atom": {RELEASE, NEWS},
    "/aktuelles/?art=presse": {RELEASE},
    "/themenfelder/klima/": {RELEASE, DOCUMENT},
    "/dokumente/": {DOCUMENT},
    "/dokumente/?themenfeld=klima": {DOCUMENT},
    "/presse/geheim/": {RELEASE, DOCUMENT},
    "/presse/geheim/presseinformation.pdf": {RELEASE},
    "/aktuelles/geheim/": {RELEASE, NEWS},
}
FIELDS = STANDARD | {
    **{
        "title": RELEASE,
        "slug": "geheim",
        "intro": "Kurz.",
        "date": "2026-11-30",
        "place": "Ulm",
        "number": "",
    },
    **{"references-count": "0", "contact_name": "", "contact_role": "", "contact_email": ""},
    **{"contact_phone": "", "funding_note": "", "source_note": ""},
}


@pytest.fixture
def document(demo):
    document = EditorialDocument.objects.first()
    document.pk, document.title = None, DOCUMENT
    document.save()
    document.theme_fields.add(ThemeField.objects.get(slug="klima"))
    return document


@pytest.fixture
def hold(demo):
    """Schedules a page of this type with the address "geheim"."""

    def hold(model, parent, title, **fields):
        page = model(
            title=title, slug="geheim", intro="Kurz.", live=False, date=timezone.localdate(), **fields
        )
        page.go_live_at = timezone.now() + TOMORROW
        parent.objects.get().add_child(instance=page)
        page.save_revision().publish()
        return page

    return hold


@pytest.fixture
def release(hold, document):
    body = [("documents", {"title": "Dokumente", "documents": [document]})]
    page = hold(PressPage, PressIndexPage, RELEASE, place="Ulm", body=body)
    page.theme_fields = [ThemeField.objects.get(slug="klima")]
    page.save_revision().publish()
    return page


@pytest.fixture
def draft(demo):
    page = PressPage(title=RELEASE, slug="geheim", intro="Kurz.", place="Ulm", date="2026-11-30", live=False)
    PressIndexPage.objects.get().add_child(instance=page)
    page.save_revision()
    return page


@pytest.fixture
def edit(client, emil):
    """Sends the editor's form; returns its answer."""

    def edit(page, act="", **fields):
        client.force_login(emil)
        act = {f"action-{act}": f"action-{act}"} if act else {}
        moment = fields.pop("go_live_at", None)
        typed = timezone.localtime(moment).strftime("%Y-%m-%d %H:%M") if moment else ""
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        return client.post(address, FIELDS | fields | act | {"go_live_at": typed})

    return edit


def look(client):
    """What each place answers, and what it names."""
    found = {}
    for address in NAMED:
        response = client.get(address)
        said = response.content.decode(errors="ignore") if response.status_code == 200 else ""
        found[address] = response.status_code, {name for name in (RELEASE, NEWS, DOCUMENT) if name in said}
    return found


def ask(client, document):
    """The status of its download."""
    response = client.get(document.url)
    b"".join(response)
    return response.status_code


def in_minutes(number):
    return (timezone.now() + timedelta(minutes=number)).replace(second=0, microsecond=0)


def test_nothing_tells_of_it_before_its_time_and_everything_then(release, document, hold, client, carla):
    news = hold(NewsPage, NewsIndexPage, NEWS)
    pages = [address for address in NAMED if "geheim" in address]
    held = {address: (404 if address in pages else 200, set()) for address in NAMED}
    for user in (None, carla):
        if user:
            client.force_login(user)
            held["/"] = look(client)["/"][0], set()
        pass_hours(release, 0)
        assert look(client) == held
        assert ask(client, document) == 404
    client.logout()
    EditorialDocument.objects.update(embargo_until=F("embargo_until") - 2 * TOMORROW)
    for page in (release, news):
        pass_hours(page, 48)
    assert look(client) == {address: (200, names) for address, names in NAMED.items()}
    assert ask(client, document) == 200


def test_editors_see_it_marked_in_preview_and_lists(release, document, client, emil):
    said = f"Sperrfrist: {describe_moment(release.go_live_at)}"
    client.force_login(emil)
    address = reverse("wagtailadmin_pages:view_draft", args=[release.pk])
    assert said in words(client.get(address).content.decode())
    assert DOCUMENT in client.get(address).content.decode()
    assert ask(client, document) == 200
    parent = release.get_parent()
    assert f"{RELEASE} ({said})" in text(client.get(reverse("wagtailadmin_explore", args=[parent.pk])))
    assert "Sperrfrist" in text(client.get(reverse("wagtailadmin_pages:edit", args=[release.pk])))
    assert client.get(release.url).status_code == 404


def test_publishing_under_embargo_schedules_and_locks(draft, edit):
    moment = in_minutes(300)
    for typed, status in ((moment, 302), (None, 200)):
        answer = edit(draft, "publish", go_live_at=typed)
        draft.refresh_from_db()
        assert (answer.status_code, draft.live) == (status, False)
    assert "da sie gesperrt ist" in words(answer.content.decode())
    (scheduled,) = draft.revisions.exclude(approved_go_live_at=None)
    assert scheduled.approved_go_live_at == moment


def test_an_embargo_that_somebody_moved_meanwhile_is_not_overwritten_unseen(draft, edit, client):
    loaded = draft.get_latest_revision()
    form = {"loaded_revision_id": loaded.pk, "loaded_revision_created_at": loaded.created_at.isoformat()}
    later = in_minutes(3000)
    assert edit(draft, go_live_at=later).status_code == 302
    refused = edit(draft, "publish", **form, intro="Von B.")
    html = refused.content.decode()
    assert refused.status_code == 200
    assert f"Jetzt gilt die Sperrfrist {describe_moment(later)}." in words(html)
    assert "Von B." in html
    draft.refresh_from_db()
    assert (draft.live, draft.get_latest_revision_as_object().go_live_at) == (False, later)
    latest = draft.get_latest_revision()
    seen = {"loaded_revision_id": latest.pk, "loaded_revision_created_at": latest.created_at.isoformat()}
    assert all(f'value="{value}"' in html for value in seen.values())
    assert edit(draft, "publish", **seen).status_code == 302
    draft.refresh_from_db()
    assert draft.live


def test_a_draft_holds_back_its_documents_until_its_embargo_wherever_that_moves(
    draft, document, edit, client
):
    body = {"body-0-type": "documents", "body-0-value-title": "D", "body-0-value-documents-count": "1"}
    item = {"deleted": "", "order": "0", "id": "", "value": document.pk}
    body |= {f"body-0-value-documents-0-{name}": value for name, value in item.items()}
    for moment in (in_minutes(3000), in_minutes(300)):
        assert edit(draft, go_live_at=moment, **body).status_code == 302
        document.refresh_from_db()
        assert document.embargo_until == moment
    client.logout()
    assert ask(client, document) == 404


def test_a_public_page_takes_no_embargo(release, edit):
    pass_hours(release, 48)
    refused = edit(release, "publish", go_live_at=in_minutes(300), intro="Von B.")
    assert "Die Seite ist schon öffentlich, eine Sperrfrist käme zu spät." in words(refused.content.decode())
    release.refresh_from_db()
    assert (release.live, release.intro) == (True, "Kurz.")


def test_a_document_that_a_public_page_names_stays_public(release, document, client):
    EditorialDocument.objects.update(embargo_until=None)
    page = StandardPage.objects.get(slug="datenschutz")
    page.body = [("text", f'<p><a linktype="document" id="{document.pk}">Papier</a></p>')]
    page.save_revision().publish()
    release.save_revision()
    assert ask(client, document) == 200
    page.unpublish()
    release.save_revision()
    assert ask(client, document) == 404


def test_a_link_in_the_text_holds_its_document_and_publishing_early_opens_it(hold, document, client):
    page = hold(
        PressPage,
        PressIndexPage,
        RELEASE,
        place="Ulm",
        body=[("text", f'<p><a linktype="document" id="{document.pk}">Papier</a></p>')],
    )
    assert ask(client, document) == 404
    page = page.get_latest_revision_as_object()
    page.go_live_at = None
    page.save_revision().publish()
    assert (client.get(page.url).status_code, ask(client, document)) == (200, 200)
