"""The threads without an answer, as a lead reads them in the overview of the group."""

import re

import pytest

from accounts.models import User
from forum.models import Thread
from tests.support.pages.forms import words

OVERVIEW = "/gruppen/lesekreis/leitung/"
ANSWERED = "Alles beantwortet."


@pytest.fixture
def as_dora(group, as_dora):
    return as_dora


def listed(client):
    html = client.get(OVERVIEW).content.decode()
    return html.partition('id="unbeantwortet"')[2].partition("</section>")[0]


def waiting(client):
    return re.findall(r'<p><a href="[^"]*">(.*?)</a></p>', listed(client))


def test_a_question_that_nobody_answered_stands_there_with_author_and_age(as_dora, old_thread, anna, ulm):
    User.objects.filter(pk=anna.pk).update(municipality=ulm)
    thread = old_thread(anna, "Wer hat <Erfahrung>?", days=5)
    part = listed(as_dora)
    assert f'<a href="{thread.get_absolute_url()}">Wer hat &lt;Erfahrung&gt;?</a>' in part
    assert "Frage von Anna Annasen, Ulm" in words(part)
    assert "seit 5 Tagen" in words(part)
    assert ANSWERED not in part


def test_a_discussion_waits_too_but_minutes_and_announcements_do_not(as_dora, old_thread, dora):
    for kind in ("minutes", "discussion", "announcement"):
        old_thread(dora, kind, kind)
    assert waiting(as_dora) == ["discussion"]


@pytest.mark.parametrize(("ago", "waits"), [({"days": 3}, True), ({"days": 2, "hours": 23}, False)])
def test_it_waits_after_three_days(ago, waits, as_dora, old_thread, anna):
    old_thread(anna, "Frage", **ago)
    assert waiting(as_dora) == (["Frage"] if waits else [])


def test_a_reply_answers_but_the_author_s_own_words_do_not(as_dora, old_thread, say, anna, ben):
    thread = old_thread(anna, "Frage")
    say(thread, anna, "Weiß das niemand?")
    assert waiting(as_dora) == ["Frage"]
    say(thread, ben)
    assert waiting(as_dora) == []
    assert ANSWERED in listed(as_dora)


def test_a_removed_reply_answers_nothing(as_dora, old_thread, say, anna, ben, dora):
    thread = old_thread(anna, "Frage")
    say(thread, ben).remove(dora)
    assert waiting(as_dora) == ["Frage"]


def test_where_everything_is_removed_there_is_nothing_to_answer(as_dora, old_thread, say, anna, dora):
    thread = old_thread(anna)
    again = say(thread, anna, "Weiß das niemand?")
    thread.posts.get(number=1).remove(dora)
    assert waiting(as_dora) == [thread.title]
    again.remove(dora)
    assert waiting(as_dora) == []


def test_a_closed_or_solved_thread_does_not_wait(as_dora, old_thread, say, anna, dora):
    closed, solved = old_thread(anna, "Zu"), old_thread(anna, "Selbst gelöst")
    assert waiting(as_dora) == ["Zu", "Selbst gelöst"]
    closed.close()
    say(solved, anna, "So geht es.")
    solved.accept(2, by=dora)
    assert waiting(as_dora) == []


def test_an_answer_of_whom_the_account_is_gone_is_an_answer(as_dora, old_thread, say, anna, ben):
    say(old_thread(anna), ben)
    User.objects.filter(pk=ben.pk).delete()
    assert waiting(as_dora) == []


def test_a_question_of_whom_the_account_is_gone_waits_until_somebody_answers(
    as_dora, old_thread, say, anna, ben
):
    thread = old_thread(anna, "Frage")
    User.objects.filter(pk=anna.pk).delete()
    part = listed(as_dora)
    assert "Frage von einem ehemaligen Mitglied" in words(part)
    say(thread, ben)
    assert waiting(as_dora) == []


def test_threads_of_another_group_do_not_stand_there(as_dora, old_thread, anna, other_group):
    thread = old_thread(anna)
    Thread.objects.filter(pk=thread.pk).update(group=other_group)
    assert waiting(as_dora) == []


def test_the_oldest_twenty_stand_there_and_how_many_more_wait(as_dora, old_threads):
    old_threads(23)
    assert waiting(as_dora) == [f"Frage {n}" for n in range(20)]
    link = '<a href="/gruppen/lesekreis/?zeigen=unbeantwortet">und 3 weitere</a>'
    assert link in " ".join(listed(as_dora).split())
    html = as_dora.get("/gruppen/lesekreis/?zeigen=unbeantwortet").content.decode()
    assert re.findall(r"<h3><a [^>]*>(Frage \d+)</a></h3>", html) == [f"Frage {n}" for n in range(23)]


def test_twenty_are_no_more_than_twenty(as_dora, old_threads):
    old_threads(20)
    assert len(waiting(as_dora)) == 20
    assert "weitere" not in listed(as_dora)
