"""Renders posts: gives `markup`, which knows neither groups nor threads, the people and posts to link."""

from accounts.models import User
from markup.quoting import recredit_quotes
from markup.render import Person, Reference, quoted_numbers
from markup.render import render_markdown as render_text
from markup.words import FORMER_MEMBER, mentionable_names


def render_in_thread(thread, text):
    """The text as readers of the thread see it: a markup.render.Rendered."""
    return render_text(text, mentionable=mentionable(thread, text), quotable=quotable(thread, text))


def render_anew(thread, texts, mentioned):
    """Each text once more, with as many queries as for one. `mentioned`: users who stay so, although they have left."""
    others = User.objects.filter(pk__in=mentioned).order_by("pk").only("name")
    known = names_of(others) | mentionable(thread, "".join(texts))
    quotes = quotable(thread, *texts)
    return [render_text(text, mentionable=known, quotable=quotes) for text in texts]


def mentionable(thread, text):
    """{name: Person} of the group's members; what stands in brackets behind a name may be left out."""
    if "@" not in text:
        return {}
    members = User.objects.filter(memberships__group=thread.group_id, is_active=True).order_by("pk")
    return names_of(members.only("name"))


def names_of(users):
    return mentionable_names(Person(user.pk, user.name) for user in users)


def quotable(thread, *texts):
    """{number: Reference} of the thread's posts that the texts quote."""
    numbers = frozenset().union(*map(quoted_numbers, texts))
    if not numbers:
        return {}
    posts = thread.posts.filter(number__in=numbers, removed_at=None).select_related("author")
    return {post.number: Reference(name_of(post.author), post.relative_url) for post in posts}


def with_former_members(thread, text):
    """The text without the names of deleted accounts above quotes: it may have been written before the deletion."""
    numbers = quoted_numbers(text)
    if not numbers:
        return text
    without_author = dict(
        thread.posts.filter(number__in=numbers, author=None).values_list("number", "removed_at")
    )
    removed = {number for number, removed_at in without_author.items() if removed_at}
    return recredit_quotes(text, FORMER_MEMBER, without_author.keys(), without_words=removed)


def name_of(author):
    return author.name if author else FORMER_MEMBER
