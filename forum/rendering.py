"""Between a post's text and `markup`, which knows neither groups nor threads."""

from accounts.models import User
from markup.render import Person, Reference, quoted_numbers
from markup.render import render as render_text


def render(thread, text):
    """The text as readers of the thread see it (markup.render.Rendered)."""
    return render_text(text, mentionable=mentionable(thread, text), quotable=quotable(thread, text))


def mentionable(thread, text):
    """The group's members by name; what stands in brackets behind a name need not be typed."""
    if "@" not in text:
        return {}
    found = {}
    members = User.objects.filter(memberships__group=thread.group_id, is_active=True).order_by("pk")
    for person in members.only("name"):
        for name in (person.name, person.name.partition(" (")[0]):
            found.setdefault(name, Person(person.pk, person.name))
    return found


def quotable(thread, text):
    """The posts of the thread that the text quotes."""
    numbers = quoted_numbers(text)
    if not numbers:
        return {}
    posts = thread.posts.filter(number__in=numbers, removed_at=None).select_related("author")
    return {post.number: Reference(name_of(post.author), post.way) for post in posts}


def name_of(author):
    return author.name if author else "Ehemaliges Mitglied"
