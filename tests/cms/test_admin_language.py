"""The editors' screens speak German, and lead to nothing in English."""

import ast
import gettext
import re

import pytest
from django.urls import reverse
from wagtail.models import Page, get_page_models

from cms.models import AdviceRequest, Clip, EditorialDocument, ExternalLink, StandardPage
from groups.models import Group
from tests.support.sources import ROOT

CATALOGUES = sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po"))
# As whole texts or names, and inside of longer texts.
ENGLISH = re.compile(
    r"Home|Dashboard|Breadcrumb|Actions|Locale|Duration|Permanent|German|Editor|Root|Save|Pages?|Publish|Unpublish|"
    r"Delete|Search|Edit|Add|Cancel|Close|Upload|Update|Images?|Documents?|Collections?|Title|Date|Users?|Move|Copy|"
    r"History|Usage|Locked|Draft|Preview|Comments?|Submit|Approve|Reject|Loading|Import|Checkbox|Settings|Reports|More"
)
SENTENCE = re.compile(r"\b(the|this|your|with|page|pages|choose|edit|editor guide)\b")
QUOTED = re.compile(
    r'(aria-label|title|placeholder|data-w-tooltip-content-value|type="submit" value)="([^"]*)"'
)
SCREENS = """
wagtailadmin_home wagtailadmin_explore_root wagtailadmin_account wagtailimages:index wagtailimages:add
wagtaildocs:index wagtaildocs:add_multiple wagtailredirects:index
wagtailadmin_reports:site_history wagtailadmin_reports:locked_pages wagtailadmin_reports:aging_pages
links_report links_check_all pages_report lacking_report wagtailredirects:add wagtailredirects:start_import
wagtailadmin_reports:page_types_usage wagtailadmin_reports:workflow wagtailadmin_reports:workflow_tasks
wagtailimages_chooser:choose wagtaildocs_chooser:choose wagtailadmin_choose_page
planned_pages wagtailforms:index wagtailadmin_pages:search wagtailimages:add_multiple
"""
PAGE_SCREENS = "edit history usage copy move delete unpublish add_subpage workflow_history"


def read_catalogue(path):
    """The messages of a .po file."""
    words = re.findall(r'^(msgid|msgstr) ((?:"(?:[^"\\]|\\.)*"\n)+)', path.read_text(), re.MULTILINE)
    texts = ["".join(map(ast.literal_eval, lines.splitlines())) for _, lines in words]
    return dict(zip(texts[::2], texts[1::2], strict=True))


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_compiled_catalogue_is_that_of_its_source(path):
    with path.with_suffix(".mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled)._catalog == read_catalogue(path)


def addresses():
    page = StandardPage.objects.get(slug="kompetenzbereich")
    yield from (reverse(name) for name in SCREENS.split())
    yield from (reverse(f"wagtailadmin_pages:{name}", args=[page.pk]) for name in PAGE_SCREENS.split())
    yield reverse("wagtailadmin_pages:add", args=["cms", "standardpage", page.pk])
    found = (model.objects.first() for model in get_page_models() if model is not Page)
    yield from (reverse("wagtailadmin_pages:edit", args=[one.pk]) for one in found if one)
    yield reverse("waiting", args=["pruefung"])
    yield reverse("wagtaildocs:edit", args=[EditorialDocument.objects.first().pk])
    yield from (reverse("advice_report"), reverse(f"{AdviceRequest.snippet_viewset.url_namespace}:list"))
    yield reverse("advice_request", args=[AdviceRequest.objects.first().pk])
    for model in (Clip, ExternalLink, Group):
        names = model.snippet_viewset.url_namespace
        yield from (reverse(f"{names}:list"), reverse(f"{names}:add"))
        yield reverse(f"{names}:edit", args=[model.objects.first().pk])


def texts_of(html):
    html = re.sub(r"<(script|style|svg)\b.*?</\1>|<!--.*?-->", " ", html, flags=re.DOTALL)
    yield from (text for _, text in QUOTED.findall(html))
    yield from (text.strip() for text in re.findall(r">([^<>]+)<", html))


def english(html):
    return {text for text in texts_of(html) if ENGLISH.fullmatch(text) or SENTENCE.search(text)}


def test_no_screen_of_the_editors_is_in_english_or_leads_to_wagtails_handbook(demo, client, emil):
    client.force_login(emil)
    found = {}
    for address in list(addresses()):
        response = client.get(address, follow=True)
        assert response.status_code == 200, address
        html = response.content.decode()
        if problems := english(html) | set(re.findall(r"https://guide\.wagtail\.org[^\"' ]*", html)):
            found[address] = problems
    assert found == {}


def test_the_start_page_leads_to_no_section_that_the_account_lacks(demo, client, emil):
    client.force_login(emil)
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert re.findall(r'href="/redaktion/account/(#[^"]*)"', html) == []
    assert "Benutzerkonto" in html


def test_the_list_of_clips_names_their_length_in_german(demo, client, emil):
    client.force_login(emil)
    html = client.get(reverse(f"{Clip.snippet_viewset.url_namespace}:list")).content.decode()
    assert re.search(r"<th[^>]*>\s*Dauer\s*</th>", html)


def test_the_scripts_say_how_readable_a_page_is_in_german(client, emil):
    client.force_login(emil)
    assert '"Fair": "Mittel"' in client.get(reverse("wagtailadmin_javascript_catalog")).content.decode()
