"""Opening a thread: what comes of it, who may announce, and the look before sending."""

import re
from uuid import uuid4

import pytest

from forum.models import Post, Thread, ThreadRead
from groups.models import Membership
from tests.forum.pages import SCRIPT, body, hidden, page, preview
from tests.forum.stored import everything
from tests.support.database.undoing import each
from tests.support.pages.forms import problems, values, words

NEW = "/gruppen/quartier/themen/neu/"


@pytest.fixture
def submitted(group):
    return {
        "title": "Wer hat ein Quartiersbüro?",
        "kind": "question",
        "text": "Wir suchen **Räume**.",
        "key": str(uuid4()),
    }


def test_the_form_asks_for_title_kind_and_text(as_anna, group):
    html = page(as_anna, NEW)
    assert values(html).keys() == {"title", "kind", "text"}
    assert "Thema veröffentlichen" in html
    assert len(hidden(html, "key")) == 36
    assert hidden(html, "key") != hidden(page(as_anna, NEW), "key")


def asking(client, pk):
    """What stands in the text already, on the way from somebody's profile."""
    return values(page(client, f"{NEW}?an={pk}"))["text"]


def test_the_way_from_a_profile_mentions_a_member_who_can_answer(as_anna, ben, carla, group):
    assert asking(as_anna, ben.pk) == "@Ben Bensen "
    assert [asking(as_anna, other) for other in (carla.pk, 0, "x", "9" * 30, "")] == [""] * 5
    ben.is_active = False
    ben.save(update_fields=["is_active"])
    assert asking(as_anna, ben.pk) == ""


@each("name", ["{other}", "{other} (Ulm)", "[x](https://boese.example)", "*Ben* Bensen"])
def test_a_name_that_would_mention_somebody_else_or_nobody_is_left_out(name, as_anna, dora, ben, group):
    first, second = sorted((dora, ben), key=lambda user: user.pk)
    second.name = name.format(other=first.name)
    second.save(update_fields=["name"])
    assert asking(as_anna, first.pk) == f"@{first.name} "
    assert asking(as_anna, second.pk) == (f"@{second.name} " if "(Ulm)" in name else "")


def test_a_thread_opens_with_its_first_post(as_anna, anna, group, submitted):
    response = as_anna.post(NEW, submitted)
    thread = Thread.objects.get()
    post = thread.posts.get()

    assert response.status_code == 302
    assert response["Location"] == f"/gruppen/quartier/themen/{thread.pk}/wer-hat-ein-quartiersbuero/"
    assert (thread.group, thread.author, thread.title, thread.kind) == (
        group,
        anna,
        "Wer hat ein Quartiersbüro?",
        "question",
    )
    assert (thread.last_number, thread.revision) == (post.number, post.revision) == (1, 1)
    assert thread.last_post_at == post.created_at
    assert post.author == anna
    assert post.text == "Wir suchen **Räume**."
    html = page(as_anna, response["Location"])
    assert '<h1 id="titel">Wer hat ein Quartiersbüro?</h1>' in html
    assert "Wir suchen <strong>Räume</strong>." in body(html, 1)


def test_whoever_opens_a_thread_has_read_it(as_anna, anna, member, submitted):
    as_anna.post(NEW, submitted)
    assert list(ThreadRead.objects.values_list("membership", "last_read_number")) == [(member(anna).pk, 1)]


def test_the_first_post_of_a_member_is_remembered_once(as_anna, anna, ben, member, submitted):
    as_anna.post(NEW, submitted)
    first = member(anna).first_post_at
    assert first == Post.objects.get().created_at
    as_anna.post(NEW, submitted | {"key": str(uuid4())})
    assert Post.objects.count() == 2
    assert member(anna).first_post_at == first
    assert member(ben).first_post_at is None


def test_a_form_sent_twice_opens_one_thread(as_anna, submitted):
    first, second = (as_anna.post(NEW, submitted) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert (Thread.objects.count(), Post.objects.count()) == (1, 1)


def test_a_form_without_key_opens_a_thread_as_well(as_anna, submitted):
    submitted.pop("key")
    assert as_anna.post(NEW, submitted).status_code == 302
    assert Thread.objects.count() == 1


def test_spaces_and_line_breaks_in_a_title_become_one_space(as_anna, submitted):
    as_anna.post(NEW, submitted | {"title": "  Wer hat\r\n\t ein   Büro?\u2028"})
    assert Thread.objects.get().title == "Wer hat ein Büro?"


def test_a_title_too_long_is_neither_cut_by_the_browser_nor_by_the_server(as_anna, submitted):
    html = page(as_anna, NEW)
    assert 'data-limit="150"' in html
    assert "maxlength" not in html
    html = as_anna.post(NEW, submitted | {"title": "T" * 162}).content.decode()
    assert problems(html) == {"title": "12 Zeichen zu viel: Es sind 162, möglich sind 150."}
    assert values(html)["title"] == "T" * 162
    assert not Thread.objects.exists()


def test_a_title_loses_what_nobody_sees_and_keeps_new_emoji(as_anna, submitted):
    as_anna.post(NEW, submitted | {"title": "Bürger\u00adbüro\u200b \U0001fae9?"})
    assert Thread.objects.get().title == "Bürgerbüro \U0001fae9?"


def test_every_title_has_an_address(as_anna, submitted):
    for title, slug in (("!!!", "thema"), ("a" * 150, "a" * 60), ("Ümläute & Co.", "uemlaeute-co")):
        address = as_anna.post(NEW, submitted | {"title": title, "key": str(uuid4())})["Location"]
        assert address == f"/gruppen/quartier/themen/{Thread.objects.latest('pk').pk}/{slug}/"
        assert "<title>" in page(as_anna, address)


def test_every_member_opens_discussions_questions_and_minutes(as_anna, submitted):
    for kind in ("discussion", "question", "minutes"):
        as_anna.post(NEW, submitted | {"kind": kind, "key": str(uuid4())})
        assert Thread.objects.latest("pk").kind == kind


@each(("name", "may"), [("anna", False), ("ben", True), ("dora", True)])
def test_only_those_who_look_after_the_group_announce(
    name, may, signed_in, request, submitted, events, anna, ben, dora, caplog
):
    caplog.clear()
    client = signed_in(request.getfixturevalue(name))
    assert ('value="announcement"' in page(client, NEW)) == may
    response = client.post(NEW, submitted | {"kind": "announcement"})
    assert Thread.objects.filter(kind="announcement").exists() == may
    assert response.status_code == (302 if may else 200)
    assert events() == ([] if may else ["post_refused"])


def test_a_kind_that_is_not_offered_is_refused_at_its_field(as_anna, submitted):
    before = everything()
    for kind in ("announcement", "quatsch", "", "question\0"):
        html = as_anna.post(NEW, submitted | {"kind": kind}).content.decode()
        assert '<fieldset class="choices" id="id_kind" tabindex="-1" aria-describedby="id_kind_error"' in html
        assert problems(html).keys() == {"kind"}
        assert problems(html)["kind"].strip("? ")
        assert (values(html)["title"], values(html)["text"]) == (submitted["title"], submitted["text"])
    assert everything() == before


def test_the_link_to_a_refused_kind_leads_to_it(as_anna, submitted):
    html = as_anna.post(NEW, submitted | {"kind": "quatsch"}).content.decode()
    (target,) = re.findall(r'<a href="#(\w+)">Art</a>', html)
    assert f'id="{target}"' in html


@each("headers", [{}, SCRIPT])
def test_a_preview_shows_the_text_and_makes_nothing(headers, as_anna, submitted, group):
    before = everything()
    response = as_anna.post(NEW, submitted | {"preview": "1"}, headers=headers)
    assert response.status_code == 200
    assert "Wir suchen <strong>Räume</strong>." in preview(response.content.decode())
    assert everything() == before


def test_the_page_with_a_preview_keeps_everything_typed(as_anna, submitted):
    html = as_anna.post(NEW, submitted | {"kind": "minutes", "preview": "1"}).content.decode()
    assert values(html)["title"] == submitted["title"]
    assert values(html)["text"] == submitted["text"]
    assert 'value="minutes"' in next(tag for tag in html.split("<input") if " checked" in tag)
    assert hidden(html, "key") == submitted["key"]
    assert "<h2" in html


def test_a_script_gets_the_preview_alone(as_anna, submitted):
    html = as_anna.post(NEW, submitted | {"preview": "1"}, headers=SCRIPT).content.decode()
    assert "<html" not in html
    assert "<form" not in html
    assert html.strip().startswith('<p class="composer__preview-head">So sieht es aus:</p>')


def test_a_script_is_told_what_a_preview_still_needs(as_anna, submitted):
    html = as_anna.post(NEW, submitted | {"title": "", "preview": "1"}, headers=SCRIPT).content.decode()
    assert words(html) == "Titel: Bitte geben Sie dem Thema einen Titel."


def test_a_preview_mentions_members(as_anna, ben, submitted):
    html = as_anna.post(NEW, submitted | {"text": "Was meint @Ben Bensen?", "preview": "1"}).content.decode()
    assert f'<span class="mention" data-person="{ben.pk}">@Ben Bensen</span>' in preview(html)


def test_a_preview_of_nothing_says_why(as_anna, submitted):
    html = as_anna.post(NEW, submitted | {"text": " ", "preview": "1"}, headers=SCRIPT).content.decode()
    assert "Bitte schreiben Sie etwas." in html


def test_outsiders_find_no_form_and_anonymous_signs_in(client, signed_in, carla, group, submitted):
    assert page(signed_in(carla), NEW, 404)
    assert signed_in(carla).post(NEW, submitted).status_code == 404
    assert client.get(NEW)["Location"] == f"/konto/anmelden/?next={NEW}"
    assert not Thread.objects.exists()
    assert not Membership.objects.filter(user=carla).exists()
