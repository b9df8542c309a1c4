"""What a thread shows of those who wrote: members as they show themselves to the group, others by name and place."""

import re

import pytest

from accounts.models import ProfileVisibility, User
from tests.forum.pages import page, posts
from tests.support.database.undoing import each
from tests.support.pages.forms import words
from tests.support.people.faces import describe, main, photo_of, photos, profiles

MENTION = "@Anna Annasen, was meinst du?"
DETAILS = {"function": "Planer", "other_place": "Soest"}


@pytest.fixture
def chor(thread, group, carla, say):
    """Carla, who has no role, writes post 4."""
    group.admit(carla)
    say(thread, carla, "Antwort von Carla.")
    thread.refresh_from_db()
    return thread


def head(post):
    return words(re.search(r'<span class="post__from">.*?</span>', post, re.DOTALL)[0])


def side(html):
    return html.partition("Beteiligt <span")[2].partition("</section>")[0]


def read(client, thread):
    """(Carla's post, who takes part) on the page."""
    html = page(client, thread.get_absolute_url())
    return posts(html)[4], side(html)


def test_a_member_has_photo_profile_and_function_beside_a_post(chor, carla, as_anna):
    describe(
        carla,
        **DETAILS,
        photo_visibility=ProfileVisibility.GROUPS,
        function_visibility=ProfileVisibility.GROUPS,
    )
    post, beside = read(as_anna, chor)
    assert head(post) == "Planer, Soest"
    assert "Carla Carlasen Planer, Soest" in words(beside)
    assert photos(post) == photos(beside) == [photo_of(carla)]
    assert profiles(post) == {carla.pk: "Carla Carlasen"}
    assert set(profiles(beside).values()) == {
        "Anna Annasen",
        "Ben Bensen",
        "Carla Carlasen",
        "Dora Dorasen",
    }


def test_what_a_member_keeps_from_groups_stands_beside_no_post(chor, carla, as_anna):
    describe(
        carla,
        **DETAILS,
        photo_visibility=ProfileVisibility.NOBODY,
        function_visibility=ProfileVisibility.NOBODY,
    )
    post, beside = read(as_anna, chor)
    assert head(post) == "Soest"
    assert "Carla Carlasen Soest" in words(beside)
    assert photos(post) == photos(beside) == []
    assert carla.pk in profiles(post)


def test_a_former_member_has_a_name_and_a_place(chor, member, carla, as_anna):
    describe(carla, **DETAILS, visibility=ProfileVisibility.ALL)
    member(carla).end()
    post, beside = read(as_anna, chor)
    assert head(post) == "Soest, nicht mehr in der Gruppe"
    for part in (post, beside):
        assert "<b>Carla Carlasen</b>" in part
        assert photos(part) == []
        assert carla.pk not in profiles(part)


def test_a_member_whose_account_is_off_leads_nowhere(chor, carla, as_anna):
    describe(carla, is_active=False)
    for part in read(as_anna, chor):
        assert "<b>Carla Carlasen</b>" in part
        assert photos(part) == []
        assert carla.pk not in profiles(part)


def test_whoever_is_erased_has_a_dash_and_no_former_place(chor, carla, as_anna):
    carla.delete()
    post, _ = read(as_anna, chor)
    assert '<span class="av av--1" aria-hidden="true">–</span>' in post
    assert head(post) == ""


@each("visibility", [ProfileVisibility.NOBODY, ProfileVisibility.GROUPS])
def test_frames_hold_what_the_page_shows(visibility, chor, carla, as_anna, as_dora):
    describe(carla, **DETAILS, photo_visibility=visibility, function_visibility=visibility)
    post, _ = read(as_anna, chor)
    news = as_dora.get(f"/gruppen/quartier/themen/{chor.pk}/neues/?revision=3").json()["posts"]
    (html,) = [one["html"] for one in news]
    assert photos(html) == photos(post) == ([photo_of(carla)] if visibility else [])
    assert html.partition("<header")[2].partition("</header>")[0] in post


def test_the_list_of_threads_loads_no_pictures(chor, carla, as_anna):
    describe(carla)
    html = main(page(as_anna, "/gruppen/quartier/"))
    assert ">CC</span>" in html
    assert photos(html) == []


def test_whoever_speaks_to_a_member_has_a_face_on_the_start_page_while_in_the_group(
    start, member, ben, as_anna
):
    start(ben, text=MENTION)
    describe(ben)
    assert photos(main(page(as_anna, "/mein/"))) == [photo_of(ben)]
    User.objects.filter(pk=ben.pk).update(photo_visibility=ProfileVisibility.NOBODY)
    assert photos(page(as_anna, "/mein/")) == []
    User.objects.filter(pk=ben.pk).update(photo_visibility=ProfileVisibility.ALL)
    member(ben).end()
    assert photos(page(as_anna, "/mein/")) == []


def test_notifications_keep_initials_as_they_know_no_group(start, ben, as_anna):
    start(ben, text=MENTION)
    describe(ben)
    html = page(as_anna, "/mitteilungen/")
    assert ">BB</span>" in html
    assert photos(html) == []
