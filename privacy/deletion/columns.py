"""All columns in which people write, found in the models, so that new ones are covered by themselves."""

from functools import reduce
from itertools import groupby
from operator import itemgetter, or_
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from wagtail.models import Page

from markup.redaction import each_text, likely

AT_ONCE = 500
TEXTS = (models.CharField, models.TextField, models.JSONField, ArrayField)
# Addresses find whole rows, see groups.erasure; what names a row or hides something is no text.
NO_TEXTS = (models.EmailField, models.SlugField, models.URLField)
NO_ENDINGS = ("key", "hash", "password")
# Published by editors, who are told (privacy.deletion.editorial).
EDITORIAL = {"cms", "vocabulary", "home.SiteSettings", "home.MenuEntry", "accounts.ConsentText"}
# Threads have their own order; entries of the log are never changed and hold no names; sessions are coded.
ELSEWHERE = {"forum.Post", "forum.Thread", "audit.Entry", "accounts.Session", "privacy.Erasure"}
# What Wagtail keeps of editors at work.
WAGTAIL = {
    "wagtailcore.ModelLogEntry": ("label", "data"),
    "wagtailcore.PageLogEntry": ("label", "data"),
    "wagtailcore.Comment": ("text",),
    "wagtailcore.CommentReply": ("text",),
    "wagtailcore.TaskState": ("comment",),
    "wagtailadmin.FormState": ("data",),
}


def columns():
    """(model, field) of each."""
    for model in filter(is_ours, apps.get_models()):
        yield from ((model, field) for field in model._meta.local_fields if is_text(field))
    for label, names in WAGTAIL.items():
        model = apps.get_model(label)
        yield from ((model, model._meta.get_field(name)) for name in names)


def is_ours(model):
    meta = model._meta
    ours = Path(meta.app_config.path).parent == settings.ROOT
    apart = {meta.app_label, meta.label} & (EDITORIAL | ELSEWHERE)
    return ours and not apart and not issubclass(model, Page)


def is_text(field):
    if not isinstance(field, TEXTS) or isinstance(field, NO_TEXTS) or field.choices or field.unique:
        return False
    return not field.name.endswith(NO_ENDINGS)


def tables():
    """(model, its fields) of each."""
    for model, found in groupby(columns(), key=itemgetter(0)):
        yield model, [field for _, field in found]


def found(model, fields, gone):
    """The rows in which the person may be named, with these fields alone."""
    named = reduce(or_, (likely(field.name, gone.likes) for field in fields))
    likely_ones = model._base_manager.filter(named).only("pk", *(field.name for field in fields))
    # Their own account goes as a whole.
    return likely_ones.exclude(pk=gone.pk) if model._meta.label == "accounts.User" else likely_ones


def forget(gone):
    """Rewrites them all: one query a table to find, one a column to change. Returns how many texts were changed."""
    return sum(forget_in(model, fields, gone) for model, fields in tables())


def forget_in(model, fields, gone):
    changed = {field: [] for field in fields}
    for row in found(model, fields, gone).order_by("pk").iterator(AT_ONCE):
        for field in fields:
            if forget_text(row, field, gone):
                changed[field].append(row)
    for field, rows in changed.items():
        model._base_manager.bulk_update(rows, [field.name], batch_size=AT_ONCE)
    return sum(map(len, changed.values()))


def forget_text(row, field, gone):
    """Whether there was anything to forget."""
    before = getattr(row, field.name)
    after = each_text(before, gone.forget)
    # A name may be shorter than what takes its place.
    setattr(row, field.name, after[: field.max_length] if isinstance(after, str) else after)
    return after != before


def left(gone):
    """The rows, with their fields, in which a name stays that plain text keeps."""
    for model, fields in tables() if gone.left else ():
        for row in found(model, fields, gone).iterator(AT_ONCE):
            for field in fields:
                said = []
                each_text(getattr(row, field.name), lambda text, said=said: said.append(text) or text)
                if any(map(gone.says_left, said)):
                    yield row
