"""Renders posts: gives `markup`, which knows neither groups nor threads, the people and posts to link."""

from accounts.models import User
from markup.quoting import recredit
from markup.redaction import FORMER, short
from markup.render import Person, Reference, quoted_numbers
from markup.render import render as render_text


def render(thread, text):
    """The text as readers of the thread see it: a markup.render.Rendered."""
    return render_text(text, mentionable=mentionable(thread, text), quotable=quotable(thread, text))


def render_anew(thread, texts, mentioned):
    """Renders several texts with as many queries as one. `mentioned`: ids of users who stay mentioned after leaving."""
    known, quotes = mentionable(thread, "".join(texts)), quotable(thread, *texts)
    for person in User.objects.filter(pk__in=mentioned).order_by("pk").only("name"):
        add_person(person, known)
    return [render_text(text, mentionable=known, quotable=quotes) for text in texts]


def mentionable(thread, text):
    """{name: Person} of the group's members; what stands in brackets behind a name may be left out."""
    if "@" not in text:
        return {}
    found = {}
    members = User.objects.filter(memberships__group=thread.group_id, is_active=True).order_by("pk")
    for person in members.only("name"):
        add_person(person, found)
    return found


def add_person(person, found):
    for name in (person.name, short(person.name)):
        found.setdefault(name, Person(person.pk, person.name))


def quotable(thread, *texts):
    """{number: Reference} of the thread's posts that the texts quote."""
    numbers = frozenset().union(*map(quoted_numbers, texts))
    if not numbers:
        return {}
    posts = thread.posts.filter(number__in=numbers, removed_at=None).select_related("author")
    return {post.number: Reference(name_of(post.author), post.relative_url) for post in posts}


def with_former_members(thread, text):
    """The text without the names of deleted accounts above quotes: it may have been typed before the deletion."""
    numbers = quoted_numbers(text)
    if not numbers:
        return text
    former = dict(thread.posts.filter(number__in=numbers, author=None).values_list("number", "removed_at"))
    removed = {number for number, removed_at in former.items() if removed_at}
    return recredit(text, FORMER, former.keys(), without_words=removed)


def name_of(author):
    return author.name if author else FORMER
