"""The preview of every page type, on a phone's and a desktop's width, and what it is checked for, in German."""

import json
import re
from html import unescape

import pytest
from django.urls import reverse
from wagtail.blocks.base import BlockField
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models

from cms.admin.checker import MESSAGES
from cms.models import StandardPage
from home.models import HomePage
from vocabulary.models import Municipality, Programme, ThemeField

TYPES = [model for model in get_page_models() if model is not Page]
# Of the start page there is one.
NEW = [model for model in TYPES if model is not HomePage]
SIZES = {
    "375": "Vorschau als Smartphone-Variante",
    "768": "Vorschau als Tablet-Variante",
    "1280": "Vorschau als Desktop-Variante",
}


@pytest.fixture
def as_emil(demo, client, emil):
    client.force_login(emil)
    return client


def new_page(model):
    """The address of its empty form, also where there is one already."""
    parents = model.allowed_parent_page_models()
    found = (one.objects.first() or Page.get_first_root_node() for one in parents)
    return [model._meta.app_label, model._meta.model_name, next(found).pk]


def just_begun(model):
    """What its form sends with a title and, where the page cannot do without, with the first of what there is to choose."""
    form = model.get_edit_handler().get_form_class()(instance=model())
    fields = [bound for bound in form if not isinstance(bound.field, BlockField)]
    sent = {bound.name: value for bound in fields if (value := bound.value())}
    streams = [field.name for field in model._meta.get_fields() if isinstance(field, StreamField)]
    sent |= {f"{name}-count": "0" for name in streams}
    for formset in form.formsets.values():
        sent |= {f"{formset.prefix}-TOTAL_FORMS": "0", f"{formset.prefix}-INITIAL_FORMS": "0"}
    return sent | {"title": "Noch nie gespeichert"} | needed()


def needed():
    """A city and a programme without a page."""
    return {
        "municipality": copy_of(Municipality).pk,
        "theme_fields": [ThemeField.objects.first().pk],
        "programme": copy_of(Programme).pk,
        "status": "idee",
        "date": "30.11.2026",
        "start": "30.11.2026 10:00",
        "end": "30.11.2026 12:00",
    }


def copy_of(model):
    one = model.objects.first()
    one.pk, one.slug = None, "neu"
    one.save()
    return one


@pytest.mark.parametrize("model", NEW, ids=lambda model: model.__name__)
def test_a_page_that_was_never_saved_has_a_preview(model, as_emil):
    address = reverse("wagtailadmin_pages:preview_on_add", args=new_page(model))
    sent = as_emil.post(address, just_begun(model))
    assert sent.json() == {"is_valid": True, "is_available": True}
    shown = as_emil.get(f"{address}?in_preview_panel=true&mode=")
    assert shown.status_code == 200
    assert "Noch nie gespeichert" in shown.content.decode()


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_a_page_of_the_demo_has_a_preview_in_three_sizes(model, as_emil):
    page = model.objects.first()
    assert as_emil.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).status_code == 200
    html = as_emil.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    sizes = re.findall(r'aria-label="([^"]*)" data-device-width="(\d+)"', html)
    assert {width: label for label, width in sizes} == SIZES


def checks(html):
    found = re.search(r'<script id="checker-axe-configuration"[^>]*>(.*?)</script>', html, re.DOTALL)
    return json.loads(unescape(found[1]))


@pytest.mark.parametrize("place", ["editor", "site", "preview"])
def test_the_checks_speak_german_in_the_editor_and_on_the_site(place, as_emil):
    page = StandardPage.objects.get(slug="datenschutz")
    preview = reverse("wagtailadmin_pages:preview_on_add", args=new_page(StandardPage))
    if place == "preview":
        as_emil.post(preview, just_begun(StandardPage))
    address = {
        "editor": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "site": page.url,
        "preview": f"{preview}?in_preview_panel=true&mode=",
    }[place]
    found = checks(as_emil.get(address).content.decode())
    assert set(found["options"]["runOnly"]) == set(MESSAGES)
    assert {
        rule: (told["error_name"], told["help_text"]) for rule, told in found["messages"].items()
    } == MESSAGES
