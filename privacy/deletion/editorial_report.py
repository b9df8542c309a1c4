"""Where editors have published a person's name. No machine rewrites that; editors are told."""

from typing import NamedTuple

from django.db import models
from django.db.models.functions import Cast
from django.urls import reverse
from wagtail.models import Page, Revision

from accounts.models import User
from accounts.models.user import SiteRole
from cms.models import Clip, EditorialDocument, EditorialImage, ExternalLink, StandardPage
from home.models import HomePage, SiteSettings
from mail.outbox import send
from markup.redaction import likely
from privacy.deletion import known_names

TOLD = (models.CharField, models.TextField, models.FileField, models.JSONField)
FILES = {EditorialImage: "wagtailimages:edit", EditorialDocument: "wagtaildocs:edit"}
SNIPPETS = (Clip, ExternalLink)
PAGES = (Page, HomePage, StandardPage)


class Named(NamedTuple):
    """What editors see of a page, an image or a file, and where they change it."""

    title: str
    url: str


def published_pages_naming(user):
    """The published pages on which the person's full name or address stands."""
    return (
        Page.objects.live().filter(pk__in=found(known_names.forgetting(user), *PAGES)).order_by("title", "pk")
    )


def named_in(gone):
    """Where it stands in all that editors made, also in drafts and older versions."""
    pages = found(gone, *PAGES) | drafts(gone)
    told = [
        Named(page.title, reverse("wagtailadmin_pages:edit", args=[page.pk]))
        for page in Page.objects.filter(pk__in=pages).order_by("title", "pk")
    ]
    for model in (*FILES, *SNIPPETS):
        told += [
            Named(str(row), edit_url(row))
            for row in model.objects.filter(pk__in=found(gone, model)).order_by("pk")
        ]
    told += [
        Named(str(SiteSettings._meta.verbose_name), reverse("wagtailadmin_home"))
        for _ in found(gone, SiteSettings)
    ]
    return told


def edit_url(row):
    if type(row) in FILES:
        return reverse(FILES[type(row)], args=[row.pk])
    return reverse(row.snippet_viewset.get_url_name("edit"), args=[row.pk])


def found(gone, *kinds):
    """The keys of the rows that name the person in any of their columns."""
    return {
        pk for model in kinds for field in told_fields(model) for pk in naming_rows(gone, model, field.name)
    }


def told_fields(model):
    return [field for field in model._meta.local_fields if isinstance(field, TOLD) and not field.choices]


def naming_rows(gone, model, column):
    rows = model._base_manager.filter(likely(column, gone.likes)).order_by()
    texts = rows.annotate(told=Cast(column, models.TextField())).values_list("pk", "told")
    return [pk for pk, text in texts.iterator() if gone.is_named(text.replace("_", " "))]


def drafts(gone):
    """The keys of pages of which a draft or an older version names the person."""
    versions = Revision.objects.filter(pk__in=naming_rows(gone, Revision, "content"))
    return {
        int(pk) for pk in versions.filter(base_content_type__model="page").values_list("object_id", flat=True)
    }


def tell_editors(gone):
    """In the mail the name stands nowhere, not even in a title. Returns how many pages there are."""
    pages = [named._replace(title=without_name(gone, named.title)) for named in named_in(gone)]
    for editor in editors_but(gone.pk) if pages else ():
        send(editor.email, "pages_naming", {"pages": pages})
    return len(pages)


def editors_but(pk):
    """All others who edit; where nobody does, those who administrate."""
    people = User.objects.filter(is_active=True).exclude(pk=pk)
    return people.filter(site_role=SiteRole.EDITOR) or people.filter(site_role=SiteRole.ADMIN)


def without_name(gone, title):
    """Also a name that texts keep."""
    title = gone.forget(title)
    return "ohne Titel" if gone.says_left(title) else title
