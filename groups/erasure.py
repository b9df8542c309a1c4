"""What groups hold of a person by the address alone, from before there was an account or beside it."""

import re

from django.db.models import Q

from groups.models import EmailInvitation, JoinRequest, PendingSignup


def delete_rows_of_address(person):
    """Join requests, sign-ups, and invitations by mail, also the lines of a mailing that could not be read."""
    JoinRequest.objects.filter(user=person.pk).delete()
    PendingSignup.objects.filter(email__in=person.addresses).delete()
    mailed = Q(email__in=person.addresses)
    for address in person.addresses:
        mailed |= Q(typed__iregex=rf"(?<![\w.+-]){re.escape(address)}(?![\w-])")
    EmailInvitation.objects.filter(mailed).delete()
