"""By which names a person is known, and which of them plain text may lose (docs/decisions/0018)."""

from datetime import datetime

from django.db.models import F, Min
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import User
from forum.models import Post, Thread
from markup.redaction import Forgetting, called_in, has_two_words, likely, short


def here_since(user):
    """The first moment at which others can have written about the person."""
    joined = user.memberships.aggregate(first=Min("joined_at"))["first"]
    wrote = user.posts.aggregate(first=Min("created_at"))["first"]
    return min(filter(None, (user.date_joined, joined, wrote)))


def names_of(user):
    """All by which the person is or was known here: the account's name, and what old mentions say."""
    mentions = Post.objects.filter(html__contains=f'data-person="{user.pk:d}"').values_list("html", flat=True)
    found = {user.name, *user.names_since}
    found |= {name for html in mentions.iterator() for name in called_in(html, user.pk)}
    return sorted(found | set(map(short, found)))


def addresses_of(user):
    kept = user.emailaddress_set.values_list("email", flat=True)
    found = {address.lower() for address in (user.email, *user.former_addresses, *kept)}
    # One that somebody else has got meanwhile is theirs.
    others = User.objects.exclude(pk=user.pk).filter(email__in=found)
    return frozenset(found - set(others.values_list("email", flat=True)))


def begins(user, names, since):
    """From when on the person had each name. Nobody takes "vielen Dank" for a name, to take it from all texts."""
    begin = {}
    for name, told in user.names_since.items():
        moment = max(datetime.fromisoformat(told), since) if told else since
        for one in {name, short(name)}:
            begin[one] = min(moment, begin.get(one, moment))
    # Of very many names the last are not noted.
    other = timezone.now() if user.names_since else since
    return {name: begin.get(name, other) for name in names}


def forgetting(user, names=None, since=None):
    """What to look for. `names` and `since` from the Erasure, when that has begun."""
    names, since = names or names_of(user), since or here_since(user)
    found = Forgetting(pk=user.pk, names=frozenset(names), addresses=addresses_of(user))
    shared, longer = those_of_others(found)
    full = frozenset(filter(has_two_words, names))
    words = full - shared - older(found, begins(user, full - shared, since))
    return Forgetting(
        pk=user.pk,
        names=found.names,
        addresses=found.addresses,
        words=words,
        shared=shared,
        longer=frozenset(longer),
    )


def those_of_others(found):
    """(names that are another account's, too; names of other accounts that begin with one of them)"""
    likes = [f"{name}%" for name in found.names if not has_two_words(name)] + found.likes
    others = User.objects.filter(likely("name", likes)).exclude(pk=found.pk).values_list("name", flat=True)
    shared, longer = set(), set()
    for other in others.iterator():
        for name in found.names:
            if alone(name, found).is_named(other) or other.casefold() == name.casefold():
                shared.add(name)
            if other.casefold().startswith(name.casefold()):
                longer.add(other)
    return frozenset(shared), longer


def older(found, begin):
    """Those of the names that were words before the person had them, or somebody else's. `begin`: name → since when."""
    latest = max(begin.values(), default=None)
    if latest is None:
        return frozenset()
    posts = Post.objects.annotate(at=Coalesce("edited_at", "created_at")).filter(likely("text", found.likes))
    titles = Thread.objects.annotate(at=F("created_at")).filter(likely("title", found.likes))
    single = {name: alone(name, found) for name in begin}
    return frozenset(
        name
        for rows, column in ((posts, "text"), (titles, "title"))
        for text, at in rows.filter(at__lt=latest).order_by().values_list(column, "at").iterator()
        for name in begin
        if at < begin[name] and single[name].is_named(text)
    )


def alone(name, found):
    return Forgetting(pk=found.pk, names=frozenset({name}), addresses=frozenset())
