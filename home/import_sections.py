"""What imported files say about the menus and the footer: `menus` in site_tree.json, `site` in settings.json."""

from cms.imports.kinds import add_section
from cms.imports.kinds.settings import SiteSection
from cms.imports.schema import Entry, Text
from home.models import MenuEntry, SiteSettings

MENUS = dict(MenuEntry.Menu.choices)


class MenuEntryEntry(Entry):
    page: str
    label: Text = ""


class MenusEntry(Entry):
    menus: dict[str, list[MenuEntryEntry]]


class MenusSection(SiteSection):
    name, entry, model = "menus", MenusEntry, SiteSettings
    parts = ("menus",)

    def fill(self, item, instance):
        instance.menu_entries = [
            self.make_entry(item, menu, order, entry)
            for menu, entries in item.entry.menus.items()
            for order, entry in enumerate(entries)
        ]

    def make_entry(self, item, menu, order, entry):
        where = f"menus.{menu}[{order}]"
        if menu not in MENUS:
            item.add_problem(f"menus.{menu}", f"unknown menu; there are {', '.join(MENUS)}")
        named = [one.page for one in item.entry.menus[menu]]
        if entry.page in named[:order]:
            item.add_problem(f"{where}.page", "stands in this menu already")
        page = item.find("page", entry.page, f"{where}.page")
        if len(entry.label) > MenuEntry._meta.get_field("label").max_length:
            item.add_problem(f"{where}.label", "is too long")
        return MenuEntry(menu=menu, page=page, label=entry.label, sort_order=order)


class FooterEntry(Entry):
    notice: Text = ""
    about: Text = ""
    contact_page: Text = ""


class FooterFileEntry(Entry):
    site: FooterEntry = FooterEntry()
    funding_note: Text = ""


class FooterSection(SiteSection):
    name, entry, model = "site", FooterFileEntry, SiteSettings
    parts = ("site", "funding_note")
    names = {name: f"site.{name}" for name in FooterEntry.model_fields}

    def fill(self, item, instance):
        site = item.entry.site
        instance.notice, instance.about = site.notice, site.about
        instance.funding_note = item.entry.funding_note
        instance.contact_page = item.find_optional("page", site.contact_page, "site.contact_page")


for file, section in (("site_tree", MenusSection()), ("settings", FooterSection())):
    add_section(file, section, section.parts)
