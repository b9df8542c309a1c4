from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from wagtail.models import Page, Site

from cms.models import StandardPage
from demo.load import blocks, read_content
from home.models import HomePage, MenuEntry, SiteSettings


def load_pages():
    tree = read_content("site_tree")
    home = HomePage.objects.get()
    for child in tree["pages"]["children"]:
        add_page(home, child)
    pages = {page.slug: page for page in Page.objects.descendant_of(home)}
    fill_page(home, tree["pages"], pages)
    load_settings(tree["menus"], pages)


def add_page(parent, source):
    page = StandardPage(
        slug=source["slug"],
        title=source["title"],
        intro=source["intro"],
        seo_title=source["seo_title"],
        search_description=source["search_description"],
        is_demo=source["is_demo"],
        is_news="news_date" in source,
        show_in_menus=source["show_in_menu"],
        body=blocks.convert_block(source["body"], {}),
    )
    parent.add_child(instance=page)
    publish_page(page, source.get("news_date"))
    for child in source["children"]:
        add_page(page, child)


def fill_page(home, source, pages):
    home.title = source["title"]
    home.intro = source["intro"]
    home.seo_title = source["seo_title"]
    home.search_description = source["search_description"]
    home.plain_language = source["leichte_sprache"]
    home.is_demo = source["is_demo"]
    home.body = blocks.convert_block(source["body"], pages)
    publish_page(home)


def publish_page(page, day=None):
    """Publishes like an editor does, with a revision; `day` (ISO) becomes the day of first publication."""
    if day:
        page.first_published_at = datetime.fromisoformat(day).replace(
            hour=9, tzinfo=ZoneInfo(settings.TIME_ZONE)
        )
    page.save_revision().publish()


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
