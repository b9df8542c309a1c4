"""Where editors have named a person whose account is deleted: they get the links and decide."""

import re
from typing import NamedTuple

from django.db import models
from django.urls import reverse
from wagtail.models import Page, Revision, get_page_models

from accounts.models import SiteRole, User
from cms.models import Clip, EditorialDocument, EditorialImage, ExternalLink
from mail.outbox import send_mail
from privacy.deletion.naming import names_person, searched_words

SEARCHED = (models.CharField, models.TextField, models.JSONField)


class NamedContent(NamedTuple):
    """What editors see of a page or a file, and where they change it."""

    title: str
    url: str


def published_pages_naming(person):
    return Page.objects.live().filter(pk__in=pages_naming(person)).order_by("title", "pk")


def pages_naming(person):
    """The keys of pages, published or not."""
    return {page.pk for model in get_page_models() for page in rows_naming(model, person)}


def rows_naming(model, person):
    fields = [field.name for field in model._meta.local_fields if isinstance(field, SEARCHED)]
    return model._base_manager.filter(names_person(person, *fields)).order_by("pk")


def content_naming(person):
    """Every NamedContent, also pages of which only a draft or an older version names the person."""
    versions = Revision.page_revisions.filter(
        content__iregex="|".join(map(in_version, searched_words(person)))
    )
    pages = pages_naming(person) | {int(pk) for pk in versions.values_list("object_id", flat=True)}
    found = [
        NamedContent(page.title, reverse("wagtailadmin_pages:edit", args=[page.pk]))
        for page in Page.objects.filter(pk__in=pages).order_by("title", "pk")
    ]
    for model, address in EDITED_AT.items():
        found += [NamedContent(str(row), address(row)) for row in rows_naming(model, person)]
    return found


def in_version(word):
    """A pattern of the word in a stored version, where other letters than ASCII may stand as escapes like \\u00e4."""
    return "".join(re.escape(letter) if letter.isascii() else r"\S{1,7}" for letter in word)


def snippet_address(row):
    return reverse(row.snippet_viewset.get_url_name("edit"), args=[row.pk])


EDITED_AT = {
    EditorialImage: lambda image: reverse("wagtailimages:edit", args=[image.pk]),
    EditorialDocument: lambda document: reverse("wagtaildocs:edit", args=[document.pk]),
    Clip: snippet_address,
    ExternalLink: snippet_address,
}


def report_to_editors(person):
    """Returns how many pages and files there are."""
    found = content_naming(person)
    for editor in editors_without(person) if found else ():
        send_mail(editor.email, "pages_naming", {"name": person.name, "pages": found})
    return len(found)


def editors_without(person):
    """All others who edit; where nobody does, those who administrate."""
    people = User.objects.filter(is_active=True).exclude(pk=person.pk)
    return people.filter(site_role=SiteRole.EDITOR) or people.filter(site_role=SiteRole.ADMIN)
