"""After an account is deleted nothing refers to the person any more; what others wrote stays as it is."""

import json

import pytest

from accounts.models import User
from audit.models import Entry
from forum.models import Post, Thread
from privacy.tasks import erase_person
from tests.forum.pages import body, page, posts
from tests.support.people import quirina as traces
from tests.support.people.quirina import EMAIL, NAME, SHORT

pytestmark = pytest.mark.usefixtures("own_database")
FORMER = "Ehemaliges Mitglied"


def logged(caplog):
    """Without those of the receiving server in the same process."""
    own = [vars(record) for record in caplog.records if record.name != "mail.log"]
    return [("logs", json.dumps(record, default=str, ensure_ascii=False)) for record in own]


def pages(thread, signed_in, people):
    group = f"/gruppen/{thread.group.slug}/"
    parts = ("", "ueber/", "leitung/", "protokoll/", "einladungen/", "mitglieder/")
    addresses = [thread.get_absolute_url(), "/mein/", "/mitteilungen/", *(f"{group}{part}" for part in parts)]
    client = signed_in(people[-1])
    for address in addresses:
        yield address, client.get(address, follow=True).content.decode()


@pytest.mark.parametrize("keep_posts", [True, False])
def test_nothing_is_left_of_a_person_whom_everything_knew(
    keep_posts, everything, quirina, people, signed_in, smtp, caplog
):
    caplog.set_level("DEBUG")
    thread, alone, browser = everything
    erasure = traces.erasure_of(quirina, keep_posts=keep_posts)
    traces.delay_mails()
    caplog.clear()
    erase_person.defer(erasure_id=erasure.pk)
    traces.run_jobs()
    assert not User.objects.filter(pk=quirina.pk).exists()
    assert traces.found(logged(caplog)) == []
    assert [(mail["To"], mail["Subject"]) for mail in smtp.received] == [(EMAIL, "Ihr Konto ist gelöscht")]
    thread.refresh_from_db()
    assert traces.found(pages(thread, signed_in, people)) == []
    assert Thread.objects.filter(pk=alone.pk).exists() == keep_posts
    assert browser.get("/mein/").status_code == 200
    entry = Entry.objects.get(act="account_erased")
    assert (entry.actor, entry.object, entry.scope) == (None, f"user.{quirina.pk}", "accounts")
    assert entry.details == {"reason": "request", "keep_posts": keep_posts}


def run(quirina, **fields):
    erase_person(traces.erasure_of(quirina, **fields).pk)


def test_posts_that_stay_are_those_of_a_former_member(everything, quirina, as_anna):
    thread, alone, _ = everything
    run(quirina)
    html = page(as_anna, thread.get_absolute_url())
    assert f"<b>{FORMER}</b>" in posts(html)[2]
    assert "Das ist mein Gedanke." in body(html, 2)
    assert body(html, 1).startswith(f"<p>{FORMER}, was meinst du? <span class")
    assert "@Dora Dorasen</span>" in body(html, 1)
    assert f">{FORMER}, Nr. 2</a>" in body(html, 3)
    thread.refresh_from_db()
    assert thread.answer_number == 2
    assert "sonst niemandes" in page(as_anna, alone.get_absolute_url())


def test_posts_that_go_take_with_them_what_others_quoted(everything, quirina, as_anna):
    thread, alone, _ = everything
    run(quirina, keep_posts=False)
    thread.refresh_from_db()
    texts = dict(thread.posts.values_list("number", "text"))
    assert texts[2] == texts[5] == ""
    assert texts[3] == f"> {FORMER}, Nr. 2: (gelöscht)\n\nDanke {FORMER}!"
    assert texts[4] == f"> > {FORMER}, Nr. 2: (gelöscht)\n>\n> Ben dazu\n\nGut, {FORMER}."
    assert "Gedanke" not in "".join(Post.objects.values_list("html", flat=True))
    assert thread.answer_number is None
    assert "Dieser Beitrag wurde gelöscht." in posts(page(as_anna, thread.get_absolute_url()))[2]
    assert as_anna.get(alone.get_absolute_url()).status_code == 404


def test_the_form_to_edit_a_new_quote_and_rendering_again_name_nobody_either(
    everything, quirina, as_anna, ben, say, anna
):
    thread, *_ = everything
    begun_before = thread.posts.get(number=2).as_quote
    run(quirina)
    before = list(thread.posts.values_list("html", flat=True))
    for post in thread.posts.select_related("thread"):
        post.render_again()
    assert list(thread.posts.values_list("html", flat=True)) == before
    edited = as_anna.get(f"/gruppen/quartier/themen/{thread.pk}/beitraege/1/bearbeiten/").content.decode()
    for text in (edited, thread.posts.get(number=3).as_quote):
        assert FORMER in text
        assert "Quirina" not in text
    assert say(thread, anna, begun_before + "Spät.").text.startswith(f"> {FORMER}, Nr. 2:\n> Das ist")


def test_words_of_others_stay(quirina, start, say, anna, ben, group):
    words = f"{SHORT}s Idee: {EMAIL}, `{NAME}`.\r\n\r\n> Sie, Nr. 1:\n> Wo ist {SHORT}?"
    thread = start(anna, title=f"Frage an {SHORT}", text=f"Wo ist {SHORT}?")
    said = say(thread, ben, words)
    mentioned = say(thread, ben, f"@{NAME}: {SHORT} und @Anna Annasen")
    group.description = f"Fragen beantwortet {NAME}."
    group.save()
    anna.offers = f"Büro mit {SHORT}"
    anna.save()
    untouched = [thread, said, group, anna]
    before = [type(row).objects.filter(pk=row.pk).values().get() for row in untouched]
    run(quirina)
    after = [type(row).objects.filter(pk=row.pk).values().get() for row in untouched]
    before[0]["revision"] += 1
    assert after == before
    mentioned.refresh_from_db()
    assert mentioned.text == f"{FORMER}: {SHORT} und @Anna Annasen"
    assert f'data-person="{anna.pk}">@Anna Annasen' in mentioned.html


def test_a_mention_under_a_former_name_goes_and_one_of_a_namesake_stays(quirina, start, anna, group):
    old = start(anna, text=f"@{NAME}?")
    quirina.name = "Nora Neu"
    quirina.save()
    namesake = User.objects.create_user("q2@stadt.example", NAME, "korrekt-pferd")
    group.admit(namesake)
    new = start(anna, text=f"@{NAME}? @Nora Neu?")
    run(quirina)
    assert old.posts.get().text == f"{FORMER}?"
    assert new.posts.get().text == f"@{NAME}? {FORMER}?"
    assert f'data-person="{namesake.pk}"' in new.posts.get().html


def test_others_who_were_mentioned_and_have_left_stay_mentioned(quirina, start, anna, ben, member):
    thread = start(anna, text=f"@{NAME} und @Ben Bensen")
    member(ben).end()
    run(quirina)
    assert f'data-person="{ben.pk}">@Ben Bensen' in thread.posts.get().html
