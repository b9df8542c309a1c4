"""Where a link leads after joining: a path of our own that can be opened, or nothing."""

import re
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve
from wagtail.models import Page, Site
from wagtail.views import serve

NOT_OURS = (
    "Bitte geben Sie die Adresse einer Seite von StädteNetz ein, zum Beispiel eines Themas dieser Gruppe."
)
ELSEWHERE = "Nach dem Beitritt geht es nur zu einer Seite dieser Gruppe für alle Mitglieder oder zu einer öffentlichen."
GONE = "Diese Seite gibt es nicht."
# Besides what ends an address early: a browser takes a backslash for a slash, so "/\\host" would leave the site.
ODD = re.compile(r"[\x00-\x20\\\x7f]")
# Pages of a group that a new member can open, by the names of their addresses, and whether the one with this key exists.
for_members = {"groups:about": None, "groups:members": None}


def register(view_name, exists=None):
    """Another app's page of a group; `exists(group, **what the address holds)`."""
    for_members[view_name] = exists


def own_path(text, group):
    """The path of an address or path of our own, with its query and fragment. Raises ValidationError."""
    path = text.strip().removeprefix(settings.BASE_URL)
    parts = split(path)
    if not path.startswith("/") or path.startswith("//") or parts.netloc or ODD.search(unquote(path)):
        raise ValidationError(NOT_OURS, code="not_ours")
    try:
        found = resolve(unquote(parts.path))
    except Resolver404:
        raise ValidationError(GONE, code="gone") from None
    if found.func is serve:
        if not is_page(unquote(parts.path)):
            raise ValidationError(GONE, code="gone")
    else:
        check_in_group(found, group)
    return path


def check_in_group(found, group):
    if found.view_name not in for_members or found.kwargs["slug"] != group.slug:
        raise ValidationError(ELSEWHERE, code="elsewhere")
    exists = for_members[found.view_name]
    if exists and not exists(group, **found.kwargs):
        raise ValidationError(GONE, code="gone")


def split(path):
    try:
        return urlsplit(path)
    except ValueError:
        raise ValidationError(NOT_OURS, code="not_ours") from None


def is_page(path):
    root = Site.objects.get(is_default_site=True).root_page.url_path
    return Page.objects.live().public().filter(url_path=root.rstrip("/") + path).exists()
