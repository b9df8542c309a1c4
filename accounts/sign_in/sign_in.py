"""Signs in people whose address was confirmed outside allauth's views: by joining a group."""

from allauth.account.models import EmailAddress
from allauth.account.utils import perform_login
from django.db import transaction

from accounts.allauth_internal import record_authentication
from accounts.models import User
from accounts.models.user import working_in


@transaction.atomic
def get_or_create_account(email, *, name, place):
    """The account of a confirmed address; if there is none, a new one with this name and place (in words).

    Concurrent calls get the same account. Name and place of an existing one are not changed.
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
    """Signs in after a mailed code or link; the second factor is asked for if the account has one.

    Returns the response: a redirect to the second step or to `target` (a path).
    """
    record_authentication(request, user, method="code", email=user.email)
    return perform_login(request, user, email_verification="none", redirect_url=target)
