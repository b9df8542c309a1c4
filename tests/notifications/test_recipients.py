"""Which members are notified of a post, and of several kinds of which."""

from uuid import uuid4

import pytest
from django.db import transaction
from django.utils.html import escape

from accounts.models import User
from forum import kinds
from forum.forms import ReplyForm
from forum.models import Post, Thread
from groups.models import Group
from notifications.models import Notification
from tests.forum.pages import page
from tests.markup.hostile import HEAVY, LINKS, ODD, RAW
from tests.notifications.lists import LIST, notified, row_of, stored
from tests.support.database.undoing import each

QUOTE = "> Anna Annasen, Nr. 1:\n> Eine Frage.\n\n"
MENTION = "@Anna Annasen, so."


@pytest.fixture
def edit(calm):
    """Changes the text of a post of the thread, whose author is given."""
    return lambda number, text: Post.objects.select_related("author").get(number=number).edit(text)


def test_who_opened_the_thread_or_wrote_there_is_notified_of_a_reply(calm, say, ben):
    say(calm, ben)
    assert notified(calm) == {"Anna": kinds.REPLY, "Dora": kinds.POST}


def test_who_neither_wrote_nor_is_mentioned_is_not_notified(calm, say, ben, joined):
    say(calm, ben)
    assert "Carla" not in notified(calm)


@each("text", ["> Ben Bensen, Nr. 2:\n> Antwort.\n\nGenau.", "> Nr. 2\n> So.\n\nJa."])
def test_who_is_quoted_is_notified_of_the_answer(text, calm, say, anna):
    say(calm, anna, text)
    assert notified(calm) == {"Ben": kinds.QUOTE, "Dora": kinds.POST}


def test_a_quote_from_the_button_is_a_quote(calm, say, as_dora, dora):
    quote = as_dora.get(f"/gruppen/quartier/themen/{calm.pk}/beitraege/2/zitat/").content.decode()
    say(calm, dora, f"{quote}Genau.")
    assert notified(calm) == {"Anna": kinds.REPLY, "Ben": kinds.QUOTE}


@each(
    ("text", "reason"),
    [
        ("Antwort.", kinds.REPLY),
        (QUOTE + "Genau.", kinds.QUOTE),
        (MENTION, kinds.MENTION),
        (QUOTE + MENTION, kinds.MENTION),
        (MENTION + "\n\n" + QUOTE, kinds.MENTION),
        (MENTION * 3 + "\n\n" + QUOTE * 3, kinds.MENTION),
    ],
)
def test_of_several_kinds_the_greatest_is_notified_once(text, reason, calm, say, dora, anna):
    say(calm, dora, text)
    assert notified(calm) == {"Anna": reason, "Ben": kinds.POST}
    row = row_of(anna, calm)
    assert (row.first, row.last, row.actor, row.people) == (4, 4, dora, [dora.pk])
    assert (row.scope, row.title) == (f"group.{calm.group_id}", calm.title)
    assert row.url == f"{calm.get_absolute_url()}#beitrag-4"


def test_nobody_is_notified_of_their_own_post(calm, say, anna):
    say(calm, anna, QUOTE + MENTION)
    assert notified(calm) == {"Ben": kinds.POST, "Dora": kinds.POST}


def test_a_mention_inside_a_quote_from_the_button_does_not_count(calm, say, ben, dora, joined):
    said = say(calm, ben, "Fragt @Carla Carlasen.")
    Notification.objects.all().delete()
    say(calm, dora, f"{said.as_quote}Gute Idee.")
    assert "@Carla Carlasen" in Post.objects.get(number=5).text
    assert notified(calm) == {"Anna": kinds.REPLY, "Ben": kinds.QUOTE}


@each(
    "text",
    [
        "> @Carla Carlasen",
        "> @Carla Carlasen\n\nGenau.",
        "> - a\n> - **@Carla Carlasen**\n\nGenau.",
        "> > @Carla Carlasen\n\nGenau.",
        "- a\n\n  > @Carla Carlasen\n\nGenau.",
    ],
)
def test_a_mention_inside_a_quote_made_by_hand_does_not_count(text, calm, say, ben, joined):
    say(calm, ben, text)
    assert "Carla" not in notified(calm)


def test_a_mention_beside_a_quote_counts(calm, say, ben, joined):
    say(calm, ben, "> @Carla Carlasen\n\nGenau, @Carla Carlasen!")
    assert notified(calm)["Carla"] == kinds.MENTION


def test_nobody_outside_the_group_is_notified(calm, say, ben, carla):
    say(calm, ben, "@Carla Carlasen, hörst du?")
    assert set(notified(calm)) == {"Anna", "Dora"}


def test_an_inactive_account_is_not_notified(calm, say, dora, ben):
    User.objects.filter(pk=ben.pk).update(is_active=False)
    say(calm, dora, "> Nr. 2:\n> Antwort.\n\n@Ben Bensen")
    assert notified(calm) == {"Anna": kinds.REPLY}


def test_a_former_member_is_not_notified_whatever_other_groups_they_are_in(
    calm, say, member, dora, anna, ben
):
    other = Group.objects.create(slug="anders", title="Anders", summary="–", description="–")
    for user in (anna, ben):
        other.admit(user)
        member(user).end()
    say(calm, dora, "> Nr. 2:\n> Antwort.\n\n@Ben Bensen @Anna Annasen")
    assert stored() == []


def test_an_erased_opener_is_nobody(calm, say, dora, anna):
    anna.delete()
    say(calm, dora, QUOTE + "Schade.")
    assert notified(calm) == {"Ben": kinds.POST}


def test_who_has_no_post_left_there_is_not_notified(calm, say, dora, ben):
    say(calm, ben, "Und noch eins.")
    Notification.objects.all().delete()
    calm.posts.get(number=2).remove(by=dora)
    say(calm, dora)
    assert notified(calm) == {"Anna": kinds.REPLY, "Ben": kinds.POST}
    Notification.objects.all().delete()
    calm.posts.get(number=4).remove(by=dora)
    say(calm, dora, "> Nr. 2:\n> Gelöscht.\n\nOhne Ben.")
    assert notified(calm) == {"Anna": kinds.REPLY}


def test_a_mention_in_a_first_post_is_notified(start, anna, ben):
    thread = start(anna, text="Was meint @Ben Bensen?")
    assert notified(thread) == {"Ben": kinds.MENTION}
    row = row_of(ben, thread)
    assert (row.first, row.last, row.url) == (1, 1, f"{thread.get_absolute_url()}#beitrag-1")


def test_an_edit_that_adds_a_mention_notifies_those_who_are_new_in_it(calm, say, edit, dora, joined):
    say(calm, dora, "Was meint @Ben Bensen?")
    Notification.objects.all().delete()
    edit(4, "Was meinen @Ben Bensen und @Carla Carlasen?")
    assert notified(calm) == {"Carla": kinds.MENTION}
    row = row_of(joined, calm)
    assert (row.first, row.last, row.actor) == (4, 4, dora)


@each("text", ["Nur @Ben Bensen?", "Niemand.", "> Nr. 1:\n> x\n\n@Ben Bensen", "@Dora Dorasen"])
def test_an_edit_that_mentions_nobody_new_notifies_nobody(text, calm, say, edit, dora):
    say(calm, dora, "Was meint @Ben Bensen?")
    Notification.objects.all().delete()
    edit(4, text)
    assert Post.objects.get(number=4).text == text
    assert stored() == []


def test_an_edit_that_takes_a_mention_out_of_a_quote_notifies(calm, say, edit, dora, joined):
    say(calm, dora, "> @Carla Carlasen")
    edit(4, "@Carla Carlasen")
    assert notified(calm)["Carla"] == kinds.MENTION


def test_a_reply_sent_twice_notifies_once(calm, as_dora):
    submitted = {"text": f"Hallo, {MENTION}", "seen": "3", "key": str(uuid4())}
    as_dora.post(f"/gruppen/quartier/themen/{calm.pk}/antworten/", submitted)
    Notification.objects.all().mark_read()
    before = stored()
    as_dora.post(f"/gruppen/quartier/themen/{calm.pk}/antworten/", submitted)
    assert len(before) == 2
    assert stored() == before


def test_what_is_rolled_back_notifies_nobody(calm, say, ben):
    with transaction.atomic():
        say(calm, ben, MENTION)
        assert notified(calm)
        transaction.set_rollback(True)
    assert stored() == []


def test_hostile_text_notifies_like_any_other(calm, say, as_dora, as_anna, anna, dora):
    refused = []
    for text in [*LINKS, *RAW, *ODD, *list(HEAVY.values())[-6:], "@Anna Annasen " * 1_400]:
        form = ReplyForm({"text": f"@Anna Annasen\n\n{text}", "seen": "3"})
        if form.is_valid():
            say(calm, dora, form.cleaned_data["text"])
        else:
            refused.append(form.data)
    for submitted in refused:
        assert as_dora.post(f"/gruppen/quartier/themen/{calm.pk}/antworten/", submitted).status_code == 200
    assert row_of(anna, calm).last == Post.objects.count() > 100
    assert notified(calm) == {"Anna": kinds.MENTION, "Ben": kinds.POST}
    assert "alert(1)" not in page(as_anna, LIST)


def test_hostile_titles_and_names_are_shown_as_they_were_typed(group, as_anna, anna, ben):
    titles = [title for title in RAW if len(title) <= 150 and not set(title) & set("„“”»«")]
    User.objects.filter(pk=ben.pk).update(name=RAW[3])
    for thread in Thread.objects.bulk_create(Thread(group=group, title=title) for title in titles):
        what = {"scope": f"group.{group.pk}", "subject": thread.subject, "url": thread.get_absolute_url()}
        Notification.objects.notify({anna.pk: kinds.REPLY}, **what, title=thread.title, actor=ben, number=2)
    html = page(as_anna, LIST, seite=1) + page(as_anna, LIST, seite=2)
    assert len(titles) > 30
    assert [title for title in titles if escape(title) not in html] == []
    assert escape(RAW[3]) in html
    assert "<img" not in html
    assert "alert(1)</script>" not in html
