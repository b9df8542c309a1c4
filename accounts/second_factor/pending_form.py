"""A form that was sent and has to wait for reauthentication or consent.

Its fields go as hidden inputs into the page that asks, and are sent again with the answer. Fields of
that page's own are named with PREFIX, so that the two cannot be confused.
"""

from urllib.parse import urlsplit

from django.urls import reverse

from web.paths import path_on_this_site

# Open pages send these names after an update, too.
PREFIX = "confirm"
CODE, CREDENTIAL, PASSWORD = (f"{PREFIX}-{name}" for name in ("code", "credential", "password"))
FACTOR_FIELDS = (CODE, CREDENTIAL, PASSWORD)
# The path of the page with the form, and whether the form had files, which a hidden input cannot hold.
BACK_FIELD, LOST_FILES_FIELD = f"{PREFIX}-back", f"{PREFIX}-files"


def was_sent(request, names):
    return not set(names).isdisjoint(request.POST)


def pending_fields(data):
    """Pairs of name and value from a QueryDict, without the asking page's own and without passwords."""
    pairs = [(name, value) for name, values in data.lists() for value in values]
    return [(name, value) for name, value in pairs if is_form_field(name) and not is_password(name)]


def has_password(data):
    return any(is_form_field(name) and is_password(name) for name in data)


def is_form_field(name):
    return not name.startswith(f"{PREFIX}-") and name != "csrfmiddlewaretoken"


def is_password(name):
    return "password" in name


def came_with_files(request):
    """Whether the form had files when it was first sent."""
    return bool(request.FILES) or LOST_FILES_FIELD in request.POST


def is_reauthentication_page(request):
    return request.path == reverse("account_reauthenticate")


def previous_path(request):
    """The path of the page on which the form or link was, if the browser tells it and it is ours; else the account page.

    Never the page that reauthenticates, which would lead to itself.
    """
    path = path_on_this_site(request, request.POST.get(BACK_FIELD) or request.META.get("HTTP_REFERER", ""))
    is_usable = path and urlsplit(path).path != reverse("account_reauthenticate")
    return path if is_usable else reverse("account_home")
