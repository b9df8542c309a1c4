"""After an account is erased nothing knows the person any more; posts stay, or go, as chosen."""

import json

import pytest

from accounts.models import User
from audit.models import Entry
from forum.models import Post, Thread
from mail.models import OutgoingMail
from privacy.tasks import erase
from tests.forum.pages import body, page, posts
from tests.support.people import quirina as leaving
from tests.support.people.quirina import EMAIL, NAME, SHORT

pytestmark = pytest.mark.usefixtures("own_database")


def logged(caplog):
    """Without those of the receiving server in the same process."""
    own = [vars(record) for record in caplog.records if record.name != "mail.log"]
    return [("logs", json.dumps(record, default=str, ensure_ascii=False)) for record in own]


def pages(thread, signed_in, people, vera):
    anna, _, dora = people
    group = f"/gruppen/{thread.group.slug}/"
    for user in (anna, dora, vera):
        client = signed_in(user)
        addresses = [
            group,
            thread.get_absolute_url(),
            "/mein/",
            "/mitteilungen/",
            "/personen/",
            f"{group}ueber/",
        ]
        more = {
            dora: [f"{group}leitung/", f"{group}protokoll/", f"{group}einladungen/", f"{group}mitglieder/"],
            vera: ["/redaktion/protokoll/"],
        }
        for address in addresses + more.get(user, []):
            response = client.get(address, follow=True)
            assert response.status_code in {200, 404}, address
            yield address, response.content.decode()


@pytest.mark.parametrize("keep_posts", [True, False])
def test_nothing_is_left_of_a_person_whom_everything_knew(
    keep_posts, everything, quirina, people, vera, signed_in, smtp, caplog
):
    caplog.set_level("DEBUG")
    thread, alone, browser = everything
    erasure = leaving.erasure_of(quirina, keep_posts=keep_posts)
    leaving.delay_mails()
    caplog.clear()
    erase.defer(erasure_id=erasure.pk)
    leaving.run_jobs()
    assert not User.objects.filter(pk=quirina.pk).exists()
    assert leaving.found(logged(caplog)) == []
    last = [mail for mail in smtp.received if mail["To"] == EMAIL]
    assert [mail["Subject"] for mail in last] == ["Ihr Konto ist gelöscht"]
    thread.refresh_from_db()
    assert leaving.found(pages(thread, signed_in, people, vera)) == []
    assert Thread.objects.filter(pk=alone.pk).exists() == keep_posts
    assert browser.get("/mein/").status_code == 200
    entry = Entry.objects.get(act="account_erased")
    assert (entry.actor, entry.object, entry.scope) == (None, f"user.{quirina.pk}", "accounts")
    assert entry.details == {"reason": "wish", "keep_posts": keep_posts, "threads": 2, "left": 0}
    assert OutgoingMail.objects.values_list("to", flat=True).get() == people[0].email


def run(quirina, **fields):
    erase(leaving.erasure_of(quirina, **fields).pk)


def test_posts_that_stay_are_those_of_a_former_member(everything, quirina, as_anna):
    thread, alone, _ = everything
    run(quirina)
    thread.refresh_from_db()
    assert thread.title == "Fragen an Ehemaliges Mitglied"
    html = page(as_anna, thread.get_absolute_url())
    assert "<b>Ehemaliges Mitglied</b>" in posts(html)[2]
    assert "Das ist mein Gedanke." in body(html, 2)
    assert body(html, 1).startswith("<p>Ehemaliges Mitglied, was meinst du? <span class")
    assert "@Dora Dorasen</span>" in body(html, 1)
    assert thread.answer_number == 2
    assert "Ganz allein" in page(as_anna, alone.get_absolute_url())


def test_posts_that_go_take_with_them_what_others_quoted(everything, quirina, as_anna):
    thread, alone, _ = everything
    run(quirina, keep_posts=False)
    thread.refresh_from_db()
    texts = dict(thread.posts.values_list("number", "text"))
    assert texts[2] == ""
    assert texts[3].startswith("> Ehemaliges Mitglied, Nr. 2: (gelöscht)\n\nDanke Ehemaliges Mitglied!")
    assert texts[4] == "> > Ehemaliges Mitglied, Nr. 2: (gelöscht)\n>\n> Ben dazu\n\nEhemaliges Mitglied Idee"
    assert "Gedanke" not in "".join(Post.objects.values_list("html", flat=True))
    assert thread.answer_number is None
    assert "Gelöscht." in posts(page(as_anna, thread.get_absolute_url()))[2]
    assert as_anna.get(alone.get_absolute_url()).status_code == 404


def test_afterwards_rendering_again_and_a_reply_that_was_begun_before_name_nobody(
    everything, quirina, say, anna
):
    thread, *_ = everything
    quoted = thread.posts.get(number=2).as_quote
    run(quirina)
    before = list(thread.posts.values_list("html", flat=True))
    for post in thread.posts.select_related("thread"):
        post.render_again()
    assert list(thread.posts.values_list("html", flat=True)) == before
    post = say(thread, anna, quoted + "Spät.")
    assert post.text.startswith("> Ehemaliges Mitglied, Nr. 2:\n> Das ist")
    assert SHORT not in post.text.splitlines()[0]
    assert NAME not in post.html


def test_a_second_run_changes_nothing(everything, quirina):
    erasure = leaving.erasure_of(quirina)
    erase(erasure.pk)
    before = list(leaving.tables())
    erase(erasure.pk)
    assert list(leaving.tables()) == before
