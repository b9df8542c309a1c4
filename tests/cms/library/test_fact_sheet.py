"""The page of a fact sheet: all that is known of a project, for whoever may read it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction

from cms.models import CityPage, Clip, EditorialDocument, FactSheetClip, FactSheetDocument, FactSheetPage
from tests.support.database.undoing import each
from tests.support.pages.forms import words
from vocabulary.models import ThemeField

ADDRESS = "/steckbriefe/karlsruhe-bibliothek-der-dinge/"
FOR_MEMBERS = "/steckbriefe/mannheim-hitze-patenschaft/"
MEMBERS_ONLY = "Nur für Mitglieder"


@pytest.fixture
def sheet(demo):
    return FactSheetPage.objects.get(slug="karlsruhe-bibliothek-der-dinge")


@pytest.fixture
def html(client, demo):
    def html(address=ADDRESS):
        response = client.get(address)
        assert response.status_code == 200
        main = response.content.decode()
        return main[main.index("<main") : main.index("</main>")]

    return html


def test_it_tells_all_that_is_stored(sheet, html):
    sheet.accessibility_notes, sheet.origin_note = "stufenlos erreichbar", "Ausgangspunkt im Projekt"
    sheet.save()
    text = words(html())
    lists = ("goals", "success_factors", "stumbling_blocks", "lessons", "partners", "funding")
    names = (
        *("number", "title", "summary", "municipality", "quarter", "programme", "location_note"),
        *("origin_note", "budget_class", "status", "staff_effort", "start_up_time", "evidence"),
        *("contact_role", "contact_organisation", "contact_email"),
    )
    told = [line.value for name in lists for line in getattr(sheet, name)]
    told += [
        getattr(sheet, f"get_{name}_display", lambda name=name: str(getattr(sheet, name)))() for name in names
    ]
    told += [str(one) for name in ("theme_fields", "target_groups") for one in getattr(sheet, name).all()]
    told += ["Beispielinhalt", "Stufenlos erreichbar", sheet.transferability[1:]]
    assert [value for value in told if value not in text] == []


def test_those_who_followed_it_and_those_like_it_are_named(sheet, html):
    reuse = sheet.reuses.get()
    text = words(html())
    assert f"Nachgenutzt von {reuse.municipality} {reuse.note}" in text
    assert [row.other.title for row in sheet.related.all() if row.other.title not in text] == []


def test_the_city_leads_to_its_page_as_long_as_there_is_one(sheet, html):
    city = CityPage.objects.get(municipality=sheet.municipality)
    link = f'<a href="{city.url}">{city.municipality}</a>'
    assert html().count(link) == 2
    city.unpublish()
    assert link not in html()
    assert "Karlsruhe Quartier" in words(html())
    city.delete()
    assert "Karlsruhe Quartier" in words(html())


def test_theme_fields_lead_to_their_pages(sheet, html):
    page = html()
    assert [one for one in sheet.theme_fields.all() if f'href="/themenfelder/{one.slug}/"' not in page] == []


def test_only_members_read_what_is_for_them_and_the_page_says_so(demo, html, client, carla):
    assert client.get(FOR_MEMBERS)["Location"].startswith("/konto/anmelden/")
    assert MEMBERS_ONLY not in html()
    client.force_login(carla)
    assert MEMBERS_ONLY in html(FOR_MEMBERS)
    assert "nur für Mitglieder: Sie lesen ihn, weil Sie angemeldet sind." in words(html(FOR_MEMBERS))


def test_similar_projects_that_the_reader_may_not_open_are_left_out(sheet, html, client, carla):
    hidden = FactSheetPage.objects.get(slug="mannheim-hitze-patenschaft")
    row, other, *_ = sheet.related.all()
    row.other = hidden
    row.save()
    other.other.unpublish()
    page = html()
    assert (hidden.title in page, other.other.title in page) == (False, False)
    client.force_login(carla)
    assert hidden.title in html()


def test_without_similar_projects_there_is_no_heading(sheet, html):
    assert "Ähnliche Vorhaben" in html()
    FactSheetPage.objects.exclude(pk=sheet.pk).update(live=False)
    assert "Ähnliche Vorhaben" not in html()


def test_documents_of_a_closed_collection_are_named_to_members_only(sheet, html, client, carla):
    open_one, closed_one = EditorialDocument.objects.all()[:2]
    closed_one.collection = Collection.get_first_root_node().add_child(name="Intern")
    closed_one.save()
    CollectionViewRestriction.objects.create(collection=closed_one.collection, restriction_type="login")
    sheet.documents = [
        FactSheetDocument(document=open_one, is_template=True),
        FactSheetDocument(document=closed_one),
    ]
    sheet.clips = [FactSheetClip(clip=Clip.objects.first())]
    sheet.save()
    page = html()
    assert (open_one.title in page, closed_one.title in page) == (True, False)
    assert "Vorlage zum Nachnutzen" in page
    assert "<video" in page
    client.force_login(carla)
    assert closed_one.title in html()


def test_a_stopped_project_is_something_to_learn_from(demo, html):
    page = html("/steckbriefe/salach-mitfahrbank/")
    assert "Eingestellt: was wir daraus lernen" in page
    assert 'href="#gelernt"' in page


@each(("days", "due"), [(10, "Die nächste Prüfung ist am"), (400, "Die nächste Prüfung ist seit dem")])
def test_it_says_when_it_was_reviewed_and_is_due(days, due, sheet, html):
    sheet.last_reviewed = timezone.localdate() - timedelta(days=days)
    sheet.save()
    assert due in words(html())


def test_it_is_new_for_a_month(sheet, html):
    for days, is_new in ((3, True), (40, False)):
        FactSheetPage.objects.filter(pk=sheet.pk).update(
            first_published_at=timezone.now() - timedelta(days=days)
        )
        head = html().partition("</header>")[0]
        plan = head.partition('class="sheet-head__plan"')[2]
        assert ("Neu</span>" in head, 'class="n"' in plan) == (is_new, is_new)


def test_one_with_nothing_but_what_is_required_has_no_empty_headings(sheet, html):
    bare = FactSheetPage(
        title="Nur das Nötigste",
        slug="bare",
        intro="x",
        summary="Kurz.",
        municipality=sheet.municipality,
        status="idee",
    )
    bare.theme_fields = [ThemeField.objects.first()]
    sheet.get_parent().add_child(instance=bare)
    page = html(bare.url)
    headings = [words(one) for one in re.findall(r"<h2.*?</h2>", page, re.DOTALL)]
    assert headings == ["Nachmachen", "Darüber sprechen"]
    assert ("<dt>Kosten" in page, 'class="part' in page) == (False, False)


def test_another_language_is_marked_and_named(sheet, html):
    sheet.language = "en"
    sheet.save()
    assert '<article lang="en">' in html()
    assert "Sprache Englisch" in words(html())
    FactSheetPage.objects.filter(pk=sheet.pk).update(language="qq")
    assert "Sprache qq" in words(html())


def test_a_draft_can_be_previewed(sheet, rf, carla):
    sheet.title = "Noch ein Entwurf"
    draft = sheet.save_revision().as_object()
    response = draft.make_preview_request(preview_mode=draft.default_preview_mode)
    assert response.status_code == 200
    assert "Noch ein Entwurf" in response.content.decode()
