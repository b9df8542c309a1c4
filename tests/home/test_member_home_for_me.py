"""What stands under "Für Sie" on a member's start page: what speaks to the member and waits for an answer."""

from django.utils import timezone

from forum import kinds
from forum.models import Post
from notifications.models import Notification
from tests.forum.pages import page
from tests.forum.stored import add_posts
from tests.home.member_home_page import MEMBER_HOME, MENTION, for_me, news
from tests.support.pages.forms import values


def test_mentions_quotes_and_replies_stand_for_the_member(as_anna, anna, ben, start, say):
    mentioning, mine, quoting = start(ben, "Erwähnt", MENTION), start(anna, "Eigenes"), start(ben, "Zitiert")
    say(mine, ben, "Ja, **gern**.")
    say(quoting, anna, "Ich weiß das.")
    say(quoting, ben, "> Anna Annasen, Nr. 2:\n> Ich weiß das.\n\nWoher denn?")
    html = page(as_anna, MEMBER_HOME)
    assert news(html).endswith("drei davon für Sie.")
    assert [one.words.partition("BB ")[2] for one in for_me(html)] == [
        "Ben Bensen antwortet Ihnen: „Woher denn?“ Zitiert gerade eben",
        "Ben Bensen antwortet auf Ihr Thema: „Ja, gern.“ Eigenes gerade eben",
        "Ben Bensen erwähnt Sie: „@Anna Annasen, was meinst du?“ Erwähnt gerade eben",
    ]
    assert [(one.label, one.href) for one in for_me(html)] == [
        ("Antworten", f"{quoting.get_absolute_url()}?seite=1&zitat=3#antworten"),
        ("Lesen", f"{mine.get_absolute_url()}#beitrag-2"),
        ("Antworten", f"{mentioning.get_absolute_url()}?seite=1&zitat=1#antworten"),
    ]


def test_answering_leads_to_the_form_with_the_quote(as_anna, ben, start):
    thread = start(ben, text=MENTION)
    add_posts(thread, ben, 20)
    [one] = for_me(page(as_anna, MEMBER_HOME))
    assert one.href == f"{thread.get_absolute_url()}?seite=2&zitat=1#antworten"
    html = page(as_anna, one.href.partition("#")[0])
    assert 'id="antworten"' in html
    assert values(html)["text"].startswith(f"> Ben Bensen, Nr. 1:\n> {MENTION}")


def test_mere_posts_in_a_thread_where_one_wrote_wait_for_nobody(as_anna, anna, ben, start, say):
    thread = start(ben)
    say(thread, anna)
    say(thread, ben, "Und noch etwas.")
    html = page(as_anna, MEMBER_HOME)
    assert for_me(html) == []
    assert news(html) == "Ein neuer Beitrag in der Gruppe Engagiertes Quartier."
    assert Notification.objects.of(anna.pk).get().kind == kinds.POST


def test_at_most_five_stand_for_the_member_the_newest_first(as_anna, ben, start):
    for number in range(1, 7):
        start(ben, f"Thema {number}", MENTION)
    html = page(as_anna, MEMBER_HOME)
    assert [one.words.partition(" gerade")[0][-7:] for one in for_me(html)] == [
        f"Thema {number}" for number in (6, 5, 4, 3, 2)
    ]
    assert news(html) == "6 neue Beiträge in der Gruppe Engagiertes Quartier, sechs davon für Sie."


def test_nobody_is_asked_to_answer_in_a_closed_thread(as_anna, ben, start):
    thread = start(ben, text=MENTION)
    thread.close()
    [one] = for_me(page(as_anna, MEMBER_HOME))
    assert (one.label, one.href) == ("Lesen", f"{thread.get_absolute_url()}#beitrag-1")


def test_a_post_that_is_gone_leaves_a_sentence(as_anna, anna, ben, start, say, group):
    thread = start(ben, "Gelöscht", MENTION)
    # As if the removal came between the two questions of the page.
    Post.objects.update(text="", html="", removed_at=timezone.now())
    fields = {"scope": f"group.{group.pk}", "actor": ben, "number": 7, "url": "/gruppen/quartier/"}
    for subject in ("thread.999999999", "page.7"):
        Notification.objects.notify({anna.pk: kinds.MENTION}, subject=subject, title="Fort", **fields)
    found = for_me(page(as_anna, MEMBER_HOME))
    assert [one.label for one in found] == ["Lesen"] * 3
    assert "Ben Bensen hat Sie in „Fort“ erwähnt" in found[0].words
    assert "Ben Bensen hat Sie in „Gelöscht“ erwähnt" in found[2].words
    assert found[2].href == f"{thread.get_absolute_url()}#beitrag-1"


def test_a_removed_post_waits_for_no_answer(as_anna, ben, start, say):
    thread = start(ben, text=MENTION)
    say(thread, ben, "Nicht so wichtig.")
    thread.posts.get(number=1).remove(by=ben)
    assert for_me(page(as_anna, MEMBER_HOME)) == []


def test_what_a_former_member_wrote_stays(as_anna, ben, start):
    start(ben, "Noch da", MENTION)
    ben.delete()
    [one] = for_me(page(as_anna, MEMBER_HOME))
    assert "Ein ehemaliges Mitglied hat Sie in „Noch da“ erwähnt" in one.words
    assert "None" not in one.words
