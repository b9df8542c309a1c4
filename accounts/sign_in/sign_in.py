"""Signing in people whose address was confirmed outside allauth's own pages."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.account.utils import perform_login
from django.db import transaction

from accounts.models import User
from accounts.models.user import working_in


@transaction.atomic
def account_of(email, *, name, place):
    """The account of a confirmed address; a new one with this name and place if there is none.

    Two at once get the same one. The name and place of an account that exists stay as they are.
    """
    user, is_new = User.objects.get_or_create(email=email, defaults={"name": name, **working_in(place)})
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    is_first = not user.emailaddress_set.filter(primary=True).exists()
    EmailAddress.objects.update_or_create(
        user=user,
        email=email,
        defaults={"verified": True},
        create_defaults={"verified": True, "primary": is_first},
    )
    return user


def sign_in_by_code(request, user, target):
    """Signs in whoever has shown a mailed code or link, by way of the second factor if the account has one.

    Returns the response that leads on, in the end to `target`.
    """
    record_authentication(request, user, method="code", email=user.email)
    return perform_login(request, user, email_verification="none", redirect_url=target)
