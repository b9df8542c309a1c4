"""The page of a theme field: its question, what comes next, who knows about it, and where it is talked about."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import Level, ProfileVisibility
from cms.models import CommunityPage, EventPage, ExternalLink
from groups.models import Group, Membership, Visibility
from tests.support.database.undoing import each
from tests.support.pages.forms import words
from tests.support.people.consent import publish
from vocabulary.models import ThemeField

ADDRESS = "/themenfelder/mobilitaet/"
QUESTION = "Wie sieht ein nachhaltiges Mobilitätskonzept im Quartier aus?"


@pytest.fixture
def field(demo):
    return ThemeField.objects.get(slug="mobilitaet")


@pytest.fixture
def html(client, demo):
    def html(user=None):
        client.cookies.clear()
        if user:
            client.force_login(user)
        page = client.get(ADDRESS).content.decode()
        return page[page.index("<main") : page.index("</main>")]

    return html


@pytest.fixture
def about(field, group):
    """The group of Anna, Ben and Dora, about this theme field alone."""
    Group.objects.exclude(pk=group.pk).update(visibility=Visibility.HIDDEN)
    group.theme_fields.set([field])
    return group


def show(user, field, level=Level.EXPERIENCED, **visibility):
    user.describe({field: (level, False)})
    type(user).objects.filter(pk=user.pk).update(**visibility)


def test_it_opens_with_the_question_and_without_one_with_the_description(field, html):
    assert words(html()).index(QUESTION) < words(html()).index(field.description)
    field.question = ""
    field.save()
    assert f'<p class="lede">{field.description}</p>' in html()


def test_the_five_questions_of_the_press_information_are_there(demo):
    asked = ThemeField.objects.exclude(question="").values_list("slug", flat=True)
    assert {"einstieg", "strategie", "beteiligung", "partnerschaften", "mobilitaet"} <= set(asked)


def test_the_next_event_stands_before_those_that_are_over(field, html):
    EventPage.objects.all().delete()
    index = CommunityPage.objects.get().get_parent()
    for days, title in ((-9, "War schon"), (30, "Später"), (3, "Bald")):
        start = timezone.now() + timedelta(days=days)
        event = EventPage(title=title, slug=slugify(title), intro="x", kind="Treffen", start=start, end=start)
        event.theme_fields = [field]
        index.add_child(instance=event)
    text = words(html())
    places = [
        text.index(word)
        for word in ("Nächster Termin", "Bald", "Weitere Veranstaltungen", "Später", "War schon")
    ]
    assert places == sorted(places)


def test_links_of_the_field_are_there(field, html):
    link = ExternalLink.objects.first()
    link.theme_fields.add(field)
    assert f'<a href="{link.url}">{link.title}</a>' in html()


def test_members_see_who_knows_about_it_and_nobody_else_does(field, html, about, anna, ben, carla):
    show(ben, field, themes_visibility=ProfileVisibility.GROUPS, visibility=ProfileVisibility.GROUPS)
    assert [ben.name in html(user) for user in (anna, carla, None)] == [True, False, False]
    assert f"Menschen, die sich auskennen {ben.name}" not in words(html(ben))


@each(
    ("level", "visibility"),
    [
        (Level.EXPERIENCED, {"themes_visibility": 0}),
        (Level.ON_THE_WAY, {"themes_visibility": 2}),
        (Level.EXPERIENCED, {"themes_visibility": 2, "is_active": False}),
    ],
)
def test_who_does_not_show_it_or_is_not_experienced_is_not_there(
    level, visibility, field, html, about, anna, ben
):
    show(ben, field, level, **visibility)
    assert ben.name not in html(anna)


def test_members_read_the_latest_threads_of_their_groups(field, html, about, start, anna, carla):
    titles = [f"Thema Nummer {number}" for number in range(5)]
    for title in titles:
        start(anna, title)
    page = html(anna)
    assert [title in page for title in titles] == [False, False, True, True, True]
    assert "Themen 5" in words(page)
    assert f'href="{about.get_absolute_url()}">{about.title}</a>' in page
    for other in (None, carla):
        assert "Thema Nummer" not in html(other)
        assert "In einer Gruppe wird dazu gesprochen." in words(html(other))


def test_a_member_asks_in_the_group(html, about, anna, carla):
    new = f'href="/gruppen/{about.slug}/themen/neu/"'
    assert [new in html(user) for user in (anna, carla, None)] == [True, False, False]


def test_a_hidden_group_is_not_counted(html, about):
    Group.objects.update(visibility=Visibility.HIDDEN)
    assert "Im Austausch" not in html()


def test_who_has_not_agreed_to_the_current_text_reads_the_rest_of_the_page(
    field, html, about, start, anna, ben, client
):
    start(anna, "Ein Thema")
    show(ben, field, themes_visibility=ProfileVisibility.ALL, visibility=ProfileVisibility.ALL)
    assert ("Ein Thema" in html(anna), ben.name in html(anna)) == (True, True)
    publish()
    page = client.get(ADDRESS).content.decode()
    assert (QUESTION in page, "Ein Thema" in page, ben.name in page) == (True, False, False)


def test_many_people_and_threads_cost_no_more_queries_than_one(field, html, about, start, person, anna, ben):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            html(anna)
        return len(queries)

    shown = {"themes_visibility": ProfileVisibility.ALL, "visibility": ProfileVisibility.ALL}
    show(ben, field, **shown)
    start(ben, "Ein Thema")
    asked()
    few = asked()
    for name in ("Edda", "Fritz", "Gesa"):
        user = person(name)
        Membership.objects.create(group=about, user=user)
        show(user, field, **shown)
        start(user, f"Von {name}")
    # How many threads there are is asked where not all are shown.
    assert asked() == few + 1


def test_who_leaves_the_group_reads_none_of_it_any_more(html, about, start, anna, dora):
    start(anna, "Ein Thema")
    Membership.objects.filter(user=dora).delete()
    assert ("Ein Thema" in html(anna), "Ein Thema" in html(dora)) == (True, False)
