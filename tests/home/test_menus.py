"""What the menus lead to: all of the site for visitors, and for members its short form below "Wissen"."""

import re

from home.models import MenuEntry
from tests.support.pages.forms import words

# Their pages of overview have tests of their own, and no way to another page leads only through one of them.
LISTED = ("citypage", "eventpage", "factsheetpage", "newspage", "presspage")
ELSEWHERE = ("/konto/", "/gruppen/", "/einladung/", "/static/")
LINK = re.compile(r'<a\b[^>]*href="(/[^"#?]*)"')


def part(html, start, end):
    return html.partition(start)[2].partition(end)[0]


def page(client, address="/"):
    return client.get(address).content.decode()


def test_the_main_menu_and_the_footer_are_as_drawn(demo, client):
    html = page(client)
    menu = words(part(html, '<nav class="site-nav"', "</nav>").partition(">")[2])
    assert menu.startswith("Kompetenzbereich StadtLabore Steckbriefe Veranstaltungen Austausch Anmelden")
    columns = re.findall(
        r"<h2>(\w+)</h2>\s*<ul.*?</ul>", part(html, '<footer class="site-foot">', "</footer>"), re.DOTALL
    )
    assert columns == ["Angebot", "Verständlich", "Rechtliches"]
    footer = words(part(html, '<footer class="site-foot">', "</footer>"))
    for label in ("Barriere melden", "Kontakt", "Impressum", "Barrierefreiheit", "Presse", "Filme und Clips"):
        assert label in footer
    top = words(part(html, '<nav aria-label="Verständlich">', "</nav>"))
    assert top == "Leichte Sprache Gebärdensprache"


def test_every_page_that_no_list_of_its_own_leads_to_is_reached_within_three_clicks(demo, client):
    pages = demo.get_descendants().live().public()
    listed = {one.url for one in pages.filter(content_type__model__in=LISTED)}
    known, todo = set(), {"/"}
    for _ in range(3):
        html = "".join(page(client, address) for address in todo)
        assert "index.php" not in html, "the address of the predecessor"
        known |= todo
        todo = (
            {link for link in LINK.findall(html) if re.fullmatch(r"(/[\w-]+){1,3}/", link)} - known - listed
        )
        todo = {link for link in todo if not link.startswith(ELSEWHERE)}
    others = pages.exclude(content_type__model__in=LISTED)
    assert {one.title for one in others if one.url not in known | todo} == set()


def test_members_have_their_own_menu_and_the_public_one_below_one_entry(demo, client, anna):
    client.force_login(anna)
    menu = part(page(client, "/dokumente/"), '<nav class="site-nav"', "</nav>")
    direct, _, rest = menu.partition("<details")
    assert words(direct.partition(">")[2]).startswith(
        "Mein StädteNetz Gruppen Personen Steckbriefe Veranstaltungen"
    )
    below = part(rest, "<ul", "</ul>")
    assert words(below.partition(">")[2]).startswith("Kompetenzbereich StadtLabore Austausch Beratung")
    assert below.count("/steckbriefe/") == 0
    assert '<summary class="is-here">' in rest


def test_a_site_without_entries_shows_members_no_empty_entry(demo, client, anna):
    MenuEntry.objects.all().delete()
    client.force_login(anna)
    assert "Wissen" not in words(part(page(client, "/dokumente/"), '<nav class="site-nav"', "</nav>"))
