"""Before an account is erased: what is in the way, what goes and what stays, and the moment from which it is over."""

from django.db import transaction

from accounts.models import User


class LeadsAlone(Exception):
    """Groups with other members would have no lead any more; `groups` says which."""

    def __init__(self, groups):
        super().__init__(len(groups))
        self.groups = groups


class LastAdmin(Exception):
    """Nobody would administrate the site any more."""


def depart(user, *, reason, keep_posts, by=None):
    """Shuts the account and queues its erasure. Raises LeadsAlone, LastAdmin."""
    raise NotImplementedError


@transaction.atomic
def shut(user):
    """From now on the person is in no group and nobody can sign in to the account. A second time changes nothing."""
    for membership in user.memberships.select_related("group").order_by("group"):
        membership.end()
    User.objects.filter(pk=user.pk).update(is_active=False)
    user.sessions.all().delete()
