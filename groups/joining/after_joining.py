"""Checks where a link leads after joining: to a path of this site that a new member can open."""

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
# Control characters end an address early; a browser takes a backslash for a slash, so "/\\host" would leave the site.
ODD = re.compile(r"[\x00-\x20\\\x7f]")
# URL names of pages that every member can open → None, or a function that says whether the page exists.
allowed_pages = {"groups:about": None, "groups:members": None}


def register_page(view_name, exists=None):
    """Allows another app's page of a group; `exists(group, **URL arguments)` says whether it is there."""
    allowed_pages[view_name] = exists


def clean_landing_path(text, group):
    """The path, with query and fragment, of an address or path of this site. Raises ValidationError."""
    path = text.strip().removeprefix(settings.BASE_URL)
    parts = split_address(path)
    if not path.startswith("/") or path.startswith("//") or parts.netloc or ODD.search(unquote(path)):
        raise ValidationError(NOT_OURS, code="not_ours")
    try:
        found = resolve(unquote(parts.path))
    except Resolver404:
        raise ValidationError(GONE, code="gone") from None
    if found.func is serve:
        if not is_public_page(unquote(parts.path)):
            raise ValidationError(GONE, code="gone")
    else:
        check_group_page(found, group)
    return path


def check_group_page(found, group):
    if found.view_name not in allowed_pages or found.kwargs["slug"] != group.slug:
        raise ValidationError(ELSEWHERE, code="elsewhere")
    exists = allowed_pages[found.view_name]
    if exists and not exists(group, **found.kwargs):
        raise ValidationError(GONE, code="gone")


def split_address(path):
    try:
        return urlsplit(path)
    except ValueError:
        raise ValidationError(NOT_OURS, code="not_ours") from None


def is_public_page(path):
    root = Site.objects.get(is_default_site=True).root_page.url_path
    return Page.objects.live().public().filter(url_path=root.rstrip("/") + path).exists()
