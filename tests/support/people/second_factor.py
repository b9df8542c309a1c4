"""The four states of a session: no second factor, not used, used long ago, used recently."""

from tests.support.pages.client import Client
from tests.support.people.authenticator import code_of, give_app, give_recovery_codes
from tests.support.people.passkeys import give_passkey

__all__ = ["Client", "code_of", "give_passkey"]

HOUR = 3600
LEAD_TO_SETTING_UP, LEAD_TO_CONFIRMING = "/konto/sicherheit/", "/konto/bestaetigen/"
# Headings of the pages that stop a form.
NEEDED, CONFIRM = "Dafür brauchen Sie einen zweiten Faktor", "Bitte bestätigen Sie, dass Sie es sind"

NONE, NOT_SHOWN, LONG_AGO, LATELY = (
    "none set up",
    "not shown in this session",
    "shown long ago",
    "shown lately",
)
STATES = (NONE, NOT_SHOWN, LONG_AGO, LATELY)


def set_up(user):
    """Gives a person an app and recovery codes; returns the app's secret."""
    secret = give_app(user)
    give_recovery_codes(user)
    return secret


def browser_in(state, user, **options):
    """A browser with a session of the user in this state."""
    if state != NONE:
        set_up(user)
    browser = Client(**options)
    shown = state in (LONG_AGO, LATELY)
    browser.force_login(user, ago=HOUR if state == LONG_AGO else 0, second_factor=shown)
    return browser


def stopped(response):
    """How the second factor stopped a request: a path or a heading; "" if it did not."""
    if response.status_code == 302:
        address = response["Location"].partition("?")[0]
        return address if address in (LEAD_TO_SETTING_UP, LEAD_TO_CONFIRMING) else ""
    if response.status_code == 403:
        html = response.content.decode()
        return next((words for words in (NEEDED, CONFIRM) if f"<h1>{words}</h1>" in html), "")
    return ""


# How each state is stopped: for GET and for POST.
STOPS = {
    NONE: (LEAD_TO_SETTING_UP, NEEDED),
    NOT_SHOWN: (LEAD_TO_CONFIRMING, CONFIRM),
    LONG_AGO: ("", CONFIRM),
    LATELY: ("", ""),
}
