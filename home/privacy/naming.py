"""By which names a person is known, and which of them plain text may lose (docs/decisions/0018)."""

from django.db.models import F, Min, Q

from accounts.models import User
from forum.models import Post, Thread
from privacy.forgetting import Forgetting, called_in, has_two_words, likely, short


def here_since(user):
    """The first moment at which others can have written about the person."""
    joined = user.memberships.aggregate(first=Min("joined_at"))["first"]
    wrote = user.posts.aggregate(first=Min("created_at"))["first"]
    return min(filter(None, (user.date_joined, joined, wrote)))


def names_of(user):
    """All by which the person is or was known here: the account's name, and what old mentions say."""
    mentions = Post.objects.filter(html__contains=f'data-person="{user.pk:d}"').values_list("html", flat=True)
    found = {user.name} | {name for html in mentions.iterator() for name in called_in(html, user.pk)}
    return sorted(found | set(map(short, found)))


def addresses_of(user):
    kept = user.emailaddress_set.values_list("email", flat=True)
    return frozenset(address.lower() for address in (user.email, *kept))


def forgetting(user, names=None, since=None):
    """What to look for. `names` and `since` from the Erasure, when that has begun."""
    names, since = names or names_of(user), since or here_since(user)
    found = Forgetting(pk=user.pk, names=frozenset(names), addresses=addresses_of(user))
    shared, longer = those_of_others(found)
    full = frozenset(filter(has_two_words, names))
    words = full - shared - older(found, full - shared, since)
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


def older(found, names, since):
    """Those of the names that were words before the person came, or somebody else's."""
    before = Q(created_at__lt=since)
    posts = Post.objects.filter(before, Q(edited_at=None) | Q(edited_at__lt=since)).filter(
        likely("text", found.likes)
    )
    titles = Thread.objects.filter(before).filter(likely("title", found.likes))
    told = [rows.values_list(F(column), flat=True) for rows, column in ((posts, "text"), (titles, "title"))]
    single = {name: alone(name, found) for name in names}
    return frozenset(
        name
        for texts in told
        for text in texts.order_by().iterator()
        for name in names
        if single[name].is_named(text)
    )


def alone(name, found):
    return Forgetting(pk=found.pk, names=frozenset({name}), addresses=frozenset())
