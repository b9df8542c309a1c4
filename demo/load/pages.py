"""The tree of pages with the menus; the pages of one kind that have a file of their own are in library.py and dates.py."""

from wagtail.models import Page, Site

from cms import models
from demo.load import blocks, dates, forms, library, read_content, sign_ups
from demo.load.publishing import add_page
from home.models import HomePage, MenuEntry, SiteSettings

# By page type: the values that only this type has.
OWN_VALUES = {
    "CityPage": library.describe_city,
    "ProgrammePage": library.describe_programme,
    "FormPage": forms.describe_form,
    "AdvicePage": forms.describe_advice,
}


def load_pages():
    tree = read_content("site_tree")
    home = HomePage.objects.get()
    for child in tree["pages"]["children"]:
        add_tree(home, child)
    library.load_fact_sheets()
    dates.load_events()
    sign_ups.load_sign_ups()
    dates.load_press()
    dates.load_news()
    pages = {page.slug: page for page in Page.objects.descendant_of(home)}
    fill_page(home, tree["pages"], pages)
    for child in tree["pages"]["children"]:
        add_leading_blocks(child, pages)
    load_settings(tree["menus"], pages)


def add_tree(parent, source):
    page_type = getattr(models, source["page_type"])
    own_values = OWN_VALUES[source["page_type"]](source) if source["page_type"] in OWN_VALUES else {}
    page = page_type(
        slug=source["slug"],
        title=source["title"],
        intro=source["intro"],
        plain_language=source["leichte_sprache"] or "",
        seo_title=source["seo_title"],
        search_description=source["search_description"],
        is_demo=source["is_demo"],
        show_in_menus=source["show_in_menu"],
        body=blocks.convert_block(source["body"], {}),
        **own_values,
    )
    add_page(parent, page)
    for child in source["children"]:
        add_tree(page, child)


def add_leading_blocks(source, pages):
    """Once all pages are there: those whose blocks lead to others."""
    if any(block["block"] in blocks.LEADING for block in source["body"]):
        page = pages[source["slug"]].specific
        page.body = blocks.convert_block(source["body"], pages)
        page.save()


def fill_page(home, source, pages):
    home.title = source["title"]
    home.intro = source["intro"]
    home.seo_title = source["seo_title"]
    home.search_description = source["search_description"]
    home.plain_language = source["leichte_sprache"]
    home.is_demo = source["is_demo"]
    home.body = blocks.convert_block(source["body"], pages)
    home.save_revision().publish()


def load_settings(menus, pages):
    site = Site.objects.get(is_default_site=True)
    facts = read_content("settings")
    values = SiteSettings.for_site(site)
    values.notice = "Beispielinstallation mit erfundenen Personen und Vorhaben."
    values.about = (
        "Fachberatung rund um Konzeption und Umsetzung einer inklusiven und "
        "generationengerechten Quartiersentwicklung."
    )
    values.funding_note = facts["funding_note"]
    values.contact_page = pages["beratung"]
    values.menu_entries = [
        MenuEntry(menu=menu, page=pages[entry["page"]], label=entry.get("label", ""), sort_order=order)
        for menu, entries in menus.items()
        for order, entry in enumerate(entries)
    ]
    values.save()
    forms.load_organisation(site, facts)
