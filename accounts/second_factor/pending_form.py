"""What of a form waits in the page that asks for a confirmation, and where that page leads back to."""

from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

PREFIX = "confirm"
CODE, CREDENTIAL, PASSWORD = (f"{PREFIX}-{name}" for name in ("code", "credential", "password"))
PROOFS = (CODE, CREDENTIAL, PASSWORD)
# Beside what a form held: where it stood, and that files came with it, which cannot wait in a page.
BACK, LOST_FILES = f"{PREFIX}-back", f"{PREFIX}-files"


def was_sent(request, names):
    return not set(names).isdisjoint(request.POST)


def carried_fields(data):
    """Pairs of name and value, as often as a name is there. Passwords never wait in a page's text."""
    pairs = [(name, value) for name, values in data.lists() for value in values]
    return [(name, value) for name, value in pairs if is_of_form(name) and not is_password(name)]


def holds_password(data):
    return any(is_of_form(name) and is_password(name) for name in data)


def is_of_form(name):
    return not name.startswith(f"{PREFIX}-") and name != "csrfmiddlewaretoken"


def is_password(name):
    return "password" in name


def came_with_files(request):
    """Whether a form had files before it had to wait, which made it lose them."""
    return bool(request.FILES) or LOST_FILES in request.POST


def is_question(request):
    """Whether the address is that of the page which only asks and then leads on."""
    return request.path == reverse("account_reauthenticate")


def way_back(request):
    """The address on which somebody stood before, if the browser tells one of ours; else the account."""
    told = request.POST.get(BACK) or request.META.get("HTTP_REFERER", "")
    return own_address(request, told) or reverse("account_home")


def own_address(request, address):
    """Path and query of an address of this site where a person can stand, or nothing."""
    hosts, secure = {request.get_host()}, request.is_secure()
    if not url_has_allowed_host_and_scheme(address, allowed_hosts=hosts, require_https=secure):
        return ""
    parts = urlsplit(address)
    # Without its host, "//elsewhere" would be one.
    is_path = parts.path.startswith("/") and url_has_allowed_host_and_scheme(parts.path, allowed_hosts=None)
    if not is_path or parts.path == reverse("account_reauthenticate"):
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
