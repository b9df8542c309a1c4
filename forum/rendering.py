"""Between a post's text and `markup`, which knows neither groups nor threads."""

from accounts.models import User
from markup.quoting import recredit
from markup.redaction import FORMER, short
from markup.render import Person, Reference, quoted_numbers
from markup.render import render as render_text


def render(thread, text):
    """The text as readers of the thread see it (markup.render.Rendered)."""
    return render_text(text, mentionable=mentionable(thread, text), quotable=quotable(thread, text))


def render_anew(thread, texts, mentioned):
    """Each text once more, with as many queries as for one. `mentioned`: users who stay so, although they have left."""
    known, quotes = mentionable(thread, "".join(texts)), quotable(thread, *texts)
    for person in User.objects.filter(pk__in=mentioned).order_by("pk").only("name"):
        add(person, known)
    return [render_text(text, mentionable=known, quotable=quotes) for text in texts]


def mentionable(thread, text):
    """The group's members by name; what stands in brackets behind a name need not be typed."""
    if "@" not in text:
        return {}
    found = {}
    members = User.objects.filter(memberships__group=thread.group_id, is_active=True).order_by("pk")
    for person in members.only("name"):
        add(person, found)
    return found


def add(person, found):
    for name in (person.name, short(person.name)):
        found.setdefault(name, Person(person.pk, person.name))


def quotable(thread, *texts):
    """The posts of the thread that the texts quote."""
    numbers = frozenset().union(*map(quoted_numbers, texts))
    if not numbers:
        return {}
    posts = thread.posts.filter(number__in=numbers, removed_at=None).select_related("author")
    return {post.number: Reference(name_of(post.author), post.way) for post in posts}


def with_former_members(thread, text):
    """The text as somebody typed it, perhaps long ago: whoever is gone meanwhile is not named above a quote."""
    numbers = quoted_numbers(text)
    if not numbers:
        return text
    gone = dict(thread.posts.filter(number__in=numbers, author=None).values_list("number", "removed_at"))
    removed = {number for number, removed_at in gone.items() if removed_at}
    return recredit(text, FORMER, gone.keys(), without_words=removed)


def name_of(author):
    return author.name if author else FORMER
