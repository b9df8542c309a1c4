"""What groups know of a person by the address, from before there was an account or beside it."""

from groups.models import JoinRequest, PendingJoin, Recipient


def forget(user_pk, addresses):
    """Wishes to join, requests, and lines of invitations by mail, also of whoever wanted none."""
    JoinRequest.objects.filter(user=user_pk).delete()
    PendingJoin.objects.filter(email__in=addresses).delete()
    Recipient.objects.filter(email__in=addresses).delete()
