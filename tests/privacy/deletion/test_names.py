"""Which words plain text loses, and which stay because they may be somebody else's (docs/decisions/0018)."""

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectNotUpdated
from django.utils import timezone

from accounts.models import User
from audit.models import Entry
from forum.models import Post, Thread
from mail.models import OutgoingMail
from privacy.deletion.editorial import named_in
from privacy.deletion.known_names import forgetting
from privacy.tasks import erase
from tests.support.people import quirina

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture
def join(group):
    def join(name, email="neu@stadt.example", **fields):
        user = User.objects.create_user(email, name, "korrekt-pferd", **fields)
        group.admit(user)
        return user

    return join


def run(user):
    erase(quirina.erasure_of(user).pk)


def texts(thread):
    return list(thread.posts.values_list("text", flat=True))


def mails_to(user):
    return list(OutgoingMail.objects.filter(to=user.email).values_list("text", flat=True))


def details():
    return Entry.objects.get(act="account_erased").details


def test_words_that_were_there_before_stay_and_an_admin_looks(
    join, start, say, anna, dora, vera, group, events
):
    old = start(anna, text="Die Stadt plant.")
    Post.objects.update(created_at=timezone.now() - timedelta(days=9))
    vandal = join("die Stadt")
    new = start(anna, text="Und die Stadt baut, @die Stadt.", title="Was die Stadt tut")
    group.description = "Für die Stadt."
    group.save()
    run(vandal)
    assert texts(old) == ["Die Stadt plant."]
    new.refresh_from_db()
    assert texts(new) == ["Und die Stadt baut, Ehemaliges Mitglied."]
    assert new.title == "Was die Stadt tut"
    assert details()["left"] >= 4
    assert "names_left" in events()
    (told,) = mails_to(vera)
    assert f"/themen/{old.pk}/thema/" in told
    assert f"/themen/{new.pk}/thema/" in told
    assert "/gruppen/quartier/ueber/" in told
    assert "die Stadt" not in told


def test_what_was_changed_since_is_no_older_word(join, start, anna):
    thread = start(anna)
    user = join("Nora Norasen")
    thread.posts.get().edit("Nora Norasen fragt.")
    Post.objects.update(created_at=timezone.now() - timedelta(days=9))
    run(user)
    assert texts(thread) == ["Ehemaliges Mitglied fragt."]


def test_the_name_of_another_account_stays_but_not_the_mention(join, start, anna, vera):
    first, second = join("Nora Norasen"), join("Nora Norasen", "nora2@stadt.example")
    thread = start(anna, text="@Nora Norasen, Nora Norasen!")
    run(second)
    assert texts(thread) == ["@Nora Norasen, Nora Norasen!"]
    assert f'data-person="{first.pk}"' in thread.posts.get().html
    run(first)
    assert texts(thread) == ["Ehemaliges Mitglied, Ehemaliges Mitglied!"]


def test_a_mention_of_the_namesake_with_more_in_brackets_stays(join, start, anna):
    one, other = join("Nora Norasen (Ulm)"), join("Nora Norasen (Bonn)", "nora2@stadt.example")
    thread = start(anna, text="@Nora Norasen (Ulm) und @Nora Norasen (Bonn) und @Nora Norasen")
    run(one)
    assert texts(thread) == ["Ehemaliges Mitglied und @Nora Norasen (Bonn) und Ehemaliges Mitglied"]
    assert f'data-person="{other.pk}"' in thread.posts.get().html


def test_a_name_of_one_word_goes_where_the_person_is_meant_for_sure(join, start, say, anna):
    user = join("Nora")
    thread = start(anna, text="@Nora sagt, Nora kommt.")
    said = say(thread, user, "Ja.")
    say(thread, anna, said.as_quote + "Gut.")
    run(user)
    assert texts(thread)[0] == "Ehemaliges Mitglied sagt, Nora kommt."
    assert texts(thread)[2].startswith("> Ehemaliges Mitglied, Nr. 2:")


def test_a_former_name_goes_too(join, start, say, anna, group):
    user = join("Nora Alt")
    thread = start(anna, text="@Nora Alt, und Nora Alt.")
    other = start(anna, text="Nora Alt kommt.")
    said = say(thread, user, "Ja.")
    quote = say(thread, anna, said.as_quote + "Gut.")
    User.objects.filter(pk=user.pk).update(name="Nora Neu")
    run(user)
    assert texts(thread)[0] == "Ehemaliges Mitglied, und Ehemaliges Mitglied."
    assert texts(other) == ["Ehemaliges Mitglied kommt."]
    quote.refresh_from_db()
    assert "Nora" not in quote.text + quote.html


def test_nobody_takes_words_for_a_name_to_take_them_from_all_texts(join, start, anna, vera):
    user = join("Nora Norasen")
    thread = start(anna, text="Vielen Dank, Nora Norasen!")
    user.name = "Vielen Dank"
    user.save(update_fields=["name"])
    start(user, text="@Vielen Dank")
    user.name = "Nora Norasen"
    user.save()
    run(user)
    assert texts(thread) == ["Vielen Dank, Ehemaliges Mitglied!"]
    assert details()["left"] == 1


def test_however_often_somebody_was_renamed(join, start, anna):
    user = join("Nora Norasen")
    thread = start(anna, text="Vielen Dank, Nora Norasen!")
    for name in [*(f"Nora Norasen {number}" for number in range(40)), "Vielen Dank"]:
        User.objects.filter(pk=user.pk).update(name=name)
    user.refresh_from_db()
    assert len(user.names_since) <= 31
    run(user)
    assert texts(thread) == ["Vielen Dank, Ehemaliges Mitglied!"]


def test_a_former_name_that_was_never_mentioned_and_a_former_address_go_too(join, start, anna):
    user = join("Nora Alt")
    thread = start(anna, text="Nora Alt hat neu@stadt.example. Und Nora Neu?")
    user.name, user.email = "Nora Neu (Ulm)", "nora@land.example"
    user.save()
    late = start(anna, text="Nora Neuer und nora@land.example")
    run(user)
    assert texts(thread) == ["Ehemaliges Mitglied hat (Adresse gelöscht). Und Nora Neu?"]
    assert texts(late) == ["Nora Neuer und (Adresse gelöscht)"]


def test_a_form_about_somebody_who_is_erased_meanwhile_makes_no_account(join):
    user = join("Nora Norasen")
    open_elsewhere = User.objects.get(pk=user.pk)
    run(user)
    with pytest.raises(ObjectNotUpdated):
        open_elsewhere.save()
    assert not User.objects.filter(pk=user.pk).exists()


def test_names_are_whole_words(join, start, anna):
    wanted = {
        "Norasen, Nora": "Norasen, Nora",
        "Nora Norasens Plan": "Ehemaliges Mitglied Plan",
        "Eleonora Norasen": "Eleonora Norasen",
        "Nora\nNorasen": "Ehemaliges Mitglied",
        "> von Nora\n> Norasen": "> von Ehemaliges Mitglied",
        "Nora Norasen-Beispiel": "Ehemaliges Mitglied-Beispiel",
        "xneu@stadt.example": "xneu@stadt.example",
        "neu@stadt.example.org": "neu@stadt.example.org",
        "An <NEU@stadt.example>.": "An (Adresse gelöscht).",
    }
    user = join("Nora Norasen")
    threads = {before: start(anna, text=before) for before in wanted}
    run(user)
    assert {before: texts(thread) for before, thread in threads.items()} == {
        before: [after] for before, after in wanted.items()
    }


def test_others_who_were_mentioned_and_have_left_stay_mentioned(join, start, anna, ben, member):
    user = join("Nora Norasen")
    thread = start(anna, text="@Nora Norasen und @Ben Bensen")
    member(ben).end()
    run(user)
    assert f'data-person="{ben.pk}">@Ben Bensen' in thread.posts.get().html


def test_a_short_name_gives_way_only_to_what_has_room(join, start, anna):
    user = join("Al Bo")
    thread = start(anna, title=("Al Bo " * 25).strip())
    run(user)
    thread.refresh_from_db()
    assert len(thread.title) == 150
    assert "Al Bo" not in thread.title


def test_pages_of_editors_are_left_to_them(join, emil):
    from home.models import HomePage

    user = join("Nora Norasen")
    page = HomePage(title="Über Nora Norasen", slug="nora", intro="Nora Norasen spricht.")
    from wagtail.models import Page

    Page.objects.order_by("depth").first().add_child(instance=page)
    page.save_revision()
    assert [named.title for named in named_in(forgetting(user))] == ["Über Nora Norasen"]
    run(user)
    page.refresh_from_db()
    assert page.intro == "Nora Norasen spricht."
    (told,) = mails_to(emil)
    assert f"/redaktion/pages/{page.pk}/edit/" in told
    assert "Nora" not in told


def test_a_question_names_its_thread_anew_where_others_were_told(join, start, say, anna, ben):
    user = join("Nora Norasen")
    thread = start(anna, title="Frage an Nora Norasen")
    say(thread, ben, "Ich auch.")
    run(user)
    told = anna.notifications.get()
    assert told.title == "Frage an Ehemaliges Mitglied" == Thread.objects.get().title
    assert told.url.startswith(Thread.objects.get().get_absolute_url())
