"""From a page of the site into a group, and back: "Die Stadt fragen"."""

from uuid import uuid4

import pytest
from wagtail.models import PageViewRestriction

from cms.models import CityPage, CommunityPage, FactSheetPage, StandardPage
from forum import live
from forum.models import Draft, Thread
from groups.models import Group, Role
from notifications.models import Notification
from tests.forum.pages import hidden, page
from tests.forum.stored import queries
from tests.support.database.undoing import each
from tests.support.pages.client import Client
from tests.support.pages.forms import values, words
from vocabulary.models import ThemeField

NEW = "/gruppen/quartier/themen/neu/"


@pytest.fixture
def sheet(demo):
    return FactSheetPage.objects.get(slug="karlsruhe-bibliothek-der-dinge")


@pytest.fixture
def begin(member, sheet):
    """Starts a thread about the fact sheet."""

    def begin(user, title="Wie viele Dinge?", about=sheet):
        typed = {"title": title, "kind": "question", "text": "Eine Frage.", "key": uuid4()}
        return Thread.objects.start(member(user), page=about, **typed)

    return begin


def way(about):
    return f"/gruppen/diskutieren/?seite={about.pk}"


def test_from_a_fact_sheet_through_a_group_to_a_thread_and_back(sheet, group, as_anna, client):
    assert f'href="{way(sheet)}"' in page(client, sheet.url)
    choosing = page(as_anna, way(sheet))
    assert f'href="{NEW}?seite={sheet.pk}"' in choosing
    form = page(as_anna, f"{NEW}?seite={sheet.pk}")
    assert values(form)["title"] == f"Zu „{sheet.title}“"
    assert f'class="embed" href="{sheet.url}"' in form
    typed = values(form) | {"text": "Wie viele?", "page": hidden(form, "page"), "key": hidden(form, "key")}
    answer = as_anna.post(NEW, typed)
    thread = Thread.objects.get(group=group)
    assert thread.page_id == sheet.pk
    assert f'class="embed" href="{sheet.url}"' in page(as_anna, answer["Location"])
    assert f'href="{answer["Location"]}">{thread.title}</a>' in page(as_anna, sheet.url)
    assert thread.title in page(as_anna, way(sheet))


def test_groups_with_the_fields_of_the_page_come_first(sheet, group, anna, as_anna):
    other = Group.objects.create(slug="a", title="Aaa", summary="–", description="–", order=0)
    other.admit(anna, Role.MEMBER)
    group.theme_fields.set(sheet.theme_fields.all())
    html = page(as_anna, way(sheet))
    assert html.index(f"<h3>{group.title}") < html.index("<h3>Aaa")
    assert "Passt zum Themenfeld" in html
    group.theme_fields.clear()
    other.theme_fields.set(ThemeField.objects.all())
    city = CityPage.objects.get(municipality=sheet.municipality)
    html = page(as_anna, way(city))
    assert html.index("<h3>Aaa") < html.index(f"<h3>{group.title}")
    group.archive(anna)
    assert group.title not in page(as_anna, way(sheet))


def test_who_is_in_no_group_reads_how_to_join_and_visitors_sign_in_first(sheet, carla, client):
    assert (
        client.get(way(sheet))["Location"]
        == f"/konto/anmelden/?next=/gruppen/diskutieren/%3Fseite%3D{sheet.pk}"
    )
    client.force_login(carla)
    html = page(client, way(sheet))
    assert "Sie sind noch in keiner Gruppe." in html
    assert f'href="{CommunityPage.objects.get().url}"><span class="kern-label">Austausch und Gruppen' in html


def close(about):
    PageViewRestriction.objects.create(page=about, restriction_type="groups")


@each("change", [lambda sheet: sheet.unpublish(), close, lambda sheet: sheet.delete()])
def test_pages_that_the_reader_may_not_open_are_unknown(change, sheet, group, as_anna):
    pk = sheet.pk
    change(FactSheetPage.objects.get(pk=pk))
    page(as_anna, f"/gruppen/diskutieren/?seite={pk}", 404)
    page(as_anna, f"{NEW}?seite={pk}", 404)


@each("query", ["", "?seite=", "?seite=1", "?seite=x", "?seite=99999999999", "?seite=-1"])
def test_without_a_page_there_is_nothing_to_discuss(query, demo, group, as_anna):
    page(as_anna, f"/gruppen/diskutieren/{query}", 404)


def test_a_page_that_goes_while_one_writes_costs_nobody_their_text(sheet, group, as_anna):
    sheet.unpublish()
    typed = {"title": "Zu spät", "kind": "question", "text": "Text", "page": sheet.pk}
    answer = as_anna.post(NEW, typed)
    assert Thread.objects.get(title="Zu spät").page is None
    assert "Ihr Thema steht ohne sie da." in words(page(as_anna, answer["Location"]))


def test_the_card_is_for_those_who_may_open_the_page_and_in_no_frame(sheet, begin, anna, as_anna):
    thread = begin(anna)
    assert sheet.title in page(as_anna, thread.get_absolute_url())
    frame = live.render_frame(thread, 1, thread.posts.with_authors()) | live.render_regions(thread)
    assert sheet.title not in str(frame)
    close(sheet)
    assert sheet.title not in page(as_anna, thread.get_absolute_url())
    sheet.delete()
    assert 'class="embed"' not in page(as_anna, thread.get_absolute_url())


def test_visitors_read_that_groups_discuss_it_and_members_what(
    sheet, group, begin, anna, as_anna, carla, client
):
    thread = begin(anna)
    number = "gibt es dazu 1 Thema."
    visitor = page(client, sheet.url)
    assert number in words(visitor)
    assert thread.title not in visitor
    client.force_login(carla)
    assert thread.title not in page(client, sheet.url)
    html = page(as_anna, sheet.url)
    assert f"{thread.title} {group.title}, 1 Beitrag" in words(html)
    assert number not in words(html)
    group.visibility = "hidden"
    group.save()
    for reader in (client, Client()):
        assert "Dazu gibt es noch kein Thema" in words(page(reader, sheet.url))
    assert thread.title in page(as_anna, sheet.url)


def test_every_text_page_leads_into_a_group(demo, client):
    for about in (StandardPage.objects.live().first(), CityPage.objects.first()):
        assert f'href="{way(about)}"' in page(client, about.url)


def heard(user):
    return [(row.kind_name, row.url) for row in Notification.objects.of(user.pk)]


def test_members_of_the_city_and_the_owner_hear_of_it(sheet, group, begin, anna, ben, dora, emil, client):
    ben.municipality = sheet.municipality
    ben.save()
    sheet.owner = dora
    sheet.save()
    thread = begin(anna)
    url = thread.posts.get().get_absolute_url()
    assert heard(ben) == heard(dora) == [("forum.page", url)]
    assert heard(anna) == []
    client.force_login(ben)
    assert f"fragt zu Ihrer Seite: „{thread.title}“" in words(page(client, "/mitteilungen/"))


def test_an_owner_outside_hears_of_it_but_not_what(sheet, group, begin, anna, emil, client):
    sheet.owner = emil
    sheet.save()
    thread = begin(anna)
    assert heard(emil) == [("forum.page_elsewhere", sheet.url)]
    client.force_login(emil)
    html = page(client, "/mitteilungen/")
    assert f"Eine Gruppe bespricht Ihre Seite „{sheet.title}“" in words(html)
    assert thread.title not in html
    assert anna.name not in html
    Notification.objects.all().delete()
    group.visibility = "hidden"
    group.save()
    begin(anna, "Noch eine", sheet)
    assert heard(emil) == []


def test_a_draft_keeps_its_page(sheet, group, as_anna):
    form = page(as_anna, f"{NEW}?seite={sheet.pk}")
    typed = {"title": "Halb", "kind": "question", "text": "", "revision": "0", "page": hidden(form, "page")}
    as_anna.post(f"{NEW}entwurf/", typed | {"key": hidden(form, "key")})
    draft = Draft.objects.get()
    assert draft.get_absolute_url() == f"{NEW}?seite={sheet.pk}"
    for address in (draft.get_absolute_url(), NEW):
        html = page(as_anna, address)
        assert (values(html)["title"], hidden(html, "page")) == ("Halb", str(sheet.pk))


def test_a_page_asks_as_often_with_twenty_threads_as_with_two(sheet, group, begin, anna, as_anna):
    begin(anna, "Nummer 0"), begin(anna, "Nummer 1")
    few = [queries(as_anna, address) for address in (sheet.url, way(sheet))]
    Thread.objects.bulk_create(
        Thread(group=group, author=anna, title=f"Thema {n}", page=sheet, last_number=1, revision=1)
        for n in range(18)
    )
    assert [queries(as_anna, address) for address in (sheet.url, way(sheet))] == few
    assert "Alle Themen dazu in Ihren Gruppen" in page(as_anna, sheet.url)
