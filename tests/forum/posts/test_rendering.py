"""From a post's text to what is stored: mentions of members, quotes with their true author, the renderer's version."""

from forum.models import Post, Thread
from forum.tasks import render_outdated_posts
from groups.models import Group
from markup.render import VERSION


def mention(user):
    return f'<span class="mention" data-person="{user.pk}">@{user.name}</span>'


def test_a_member_is_mentioned_by_id(say, thread, anna, ben):
    assert mention(anna) in say(thread, ben, "Hallo @Anna Annasen!").html


def test_an_outsider_is_not_mentioned(say, thread, carla, ben):
    Group.objects.create(slug="anders", title="Anders", summary="–", description="–").admit(carla)
    post = say(thread, ben, "Hallo @Carla Carlasen!")
    assert "@Carla Carlasen!" in post.html
    assert "mention" not in post.html


def test_somebody_whose_account_is_off_is_not_mentioned(say, thread, anna, ben):
    type(anna).objects.filter(pk=anna.pk).update(is_active=False)
    assert "mention" not in say(thread, ben, "Hallo @Anna Annasen!").html


def test_what_stands_in_brackets_behind_a_name_need_not_be_typed(say, thread, anna, ben):
    type(anna).objects.filter(pk=anna.pk).update(name="Anna Annasen (Köln)")
    anna.refresh_from_db()
    assert mention(anna) in say(thread, ben, "Hallo @Anna Annasen!").html


def test_a_quote_names_its_true_author(say, thread, anna):
    for claimed in ("Dora Dorasen", "Ben Bensen", "Niemand"):
        html = say(thread, anna, f"> {claimed}, Nr. 2:\n> Das sagte ich.\n\nSo?").html
        assert ">Ben Bensen, Nr. 2</a>" in html
        assert 'href="?seite=1#beitrag-2"' in html
        assert claimed == "Ben Bensen" or claimed not in html


def test_what_was_removed_or_never_written_is_not_quoted(say, thread, anna, ben):
    thread.posts.get(number=2).remove(by=ben)
    for number in (2, 99):
        assert "quote__from" not in say(thread, anna, f"> Ben Bensen, Nr. {number}:\n> Was?\n\nSo?").html


def test_a_post_of_another_thread_is_not_quoted(say, start, thread, anna):
    other = start(anna, "Anderes Thema")
    assert "quote__from" not in say(other, anna, "> Ben Bensen, Nr. 2:\n> Was?\n\nSo?").html


def test_a_quote_of_an_erased_person_names_nobody(say, thread, anna, ben):
    ben.delete()
    assert ">Ehemaliges Mitglied, Nr. 2</a>" in say(thread, anna, "> Ben Bensen, Nr. 2:\n> Was?\n\nSo?").html


def test_the_renderer_is_stored_with_what_it_made(say, thread, ben):
    post = say(thread, ben, "Vorher")
    assert post.renderer == VERSION
    Post.objects.filter(pk=post.pk).update(renderer=0)
    post.refresh_from_db()
    post.edit("Nachher")
    post.refresh_from_db()
    assert (post.renderer, post.html) == (VERSION, "<p>Nachher</p>\n")


def test_posts_of_an_older_renderer_are_rendered_again_without_a_revision(thread, ben):
    thread.posts.get(number=3).remove(by=ben)
    Post.objects.filter(number=1).update(renderer=0, html="<p>alt</p>")
    Post.objects.filter(number=2).update(html="<p>bleibt</p>")
    Post.objects.filter(number=3).update(renderer=0)
    before = Thread.objects.get().revision
    render_outdated_posts(0)
    kept = list(Post.objects.values_list("renderer", "html"))
    assert kept == [(VERSION, "<p>Eine Frage.</p>\n"), (VERSION, "<p>bleibt</p>"), (0, "")]
    assert Thread.objects.get().revision == before
