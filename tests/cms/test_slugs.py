"""Addresses of pages: umlauts as "ae, oe, ue, ss", whether a form or the server makes them."""

import json
import re

import pytest
from django.urls import reverse

from cms.models import EventPage, FactSheetPage, NewsPage, PressPage, StandardPage
from home.models import HomePage


@pytest.mark.parametrize(
    ("title", "slug"),
    [("Übergänge & Größe", "uebergaenge-groesse"), ("Café in Kirchheim", "cafe-in-kirchheim")],
)
def test_the_server_makes_a_slug_of_a_title(demo, title, slug):
    home = HomePage.objects.get()
    pages = [home.add_child(instance=StandardPage(title=title, intro="x")) for _ in range(2)]
    assert [page.slug for page in pages] == [slug, f"{slug}-2"]


def test_the_form_tells_the_script_how_to_spell_umlauts(demo, client, emil):
    client.force_login(emil)
    address = reverse("wagtailadmin_pages:add", args=["cms", "standardpage", HomePage.objects.get().pk])
    html = client.get(address).content.decode()
    field = re.search(r'<input[^>]*name="slug"[^>]*>', html)[0]
    assert "allow-unicode" not in field
    given = re.search(r'data-w-slug-formatters-value="([^"]*)"', field)[1].replace("&quot;", '"')
    spelled = {pattern[0]: letters for pattern, letters in json.loads(given)}
    assert spelled == {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}


def test_the_first_tab_offers_the_menu(demo, client, emil):
    client.force_login(emil)
    address = reverse("wagtailadmin_pages:add", args=["cms", "standardpage", HomePage.objects.get().pk])
    first, *later = client.get(address).content.decode().split('role="tabpanel"')[1:]
    assert 'name="show_in_menus"' in first
    assert [tab for tab in later if 'name="show_in_menus"' in tab] == []


def test_what_its_index_lists_in_any_case_does_not_ask(demo, client, emil):
    client.force_login(emil)
    for model in (NewsPage, PressPage, EventPage, FactSheetPage):
        parent = model.allowed_parent_page_models()[0].objects.get()
        address = reverse("wagtailadmin_pages:add", args=["cms", model._meta.model_name, parent.pk])
        assert 'name="show_in_menus"' not in client.get(address).content.decode()
