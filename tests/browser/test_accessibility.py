"""axe-core walks every page of our own that answers 200: light and dark, wide and narrow.

It runs under the strict policy as it is, so the fixtures see in the same visit whether anything stands in the
console, a request fails or goes elsewhere.
"""

import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.conftest import PASSWORD
from tests.support.examples import ADVICE_STATUS, SIGN_UP_LINKS, make_cast
from tests.support.mails.mailbox import put_mail
from tests.support.people.authenticator import give_app, give_recovery_codes
from tests.support.people.passkeys import give_passkey
from tests.support.permissions import shown_pages
from tests.support.sources import ROOT

WIDTHS = (1280, 320)
SCREEN = {"width": WIDTHS[0], "height": 900}
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What can differ between the two themes, which share their markup.
COLOURS = ["color-contrast", "link-in-text-block"]
# The bar that sticks covers part of a target at some place of every scroll, which scrolling frees.
RUN_AXE = """async (rules) => {
  document.querySelectorAll('.jump, .tray').forEach(bar => { bar.style.position = 'static'; });
  const found = await axe.run(document, {runOnly: rules, resultTypes: ['violations'], iframes: false});
  const shown = [innerWidth, matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'];
  const problems =
    found.violations.map(v => `${v.id}: ` + v.nodes.map(n => `${n.target} ${n.failureSummary}`).join('; '));
  return [shown, problems, document.documentElement.scrollWidth - innerWidth];
}"""


FURTHER = [
    ("/gibt-es-nicht/", "anonymous"),
    ("/einladung/unbekannt/", "anonymous"),
    ("/einladung/offen/", "outsider"),
    (ADVICE_STATUS, "anonymous"),
    ("/gruppen/engagiertes-quartier/", "outsider"),
    ("/personen/", "member"),
    ("/einladung/freigabe/anfragen/", "outsider"),
    ("/gruppen/inklusion/zugang/", "editor"),
    ("/gruppen/inklusion/zugang/", "admin"),
    *SIGN_UP_LINKS,
    ("/veranstaltungen/aelterwerden/", "member"),
    ("/veranstaltungen/buergerengagement/", "member"),
    ("/steckbriefe/beispiel/", "member"),
    ("/gruppen/diskutieren/?seite=900", "member"),
]


PAGES = [*shown_pages(), *FURTHER]


@pytest.mark.parametrize("name", dict.fromkeys(name for _, name in PAGES))
def test_pages_are_accessible_and_keep_to_their_policy_and_origin(
    name, new_context, watch, cookie_for, person
):
    put_mail(settings.MAILBOX, "1.demo")
    user = make_cast(person)[name]
    context = new_context(viewport=SCREEN)
    if user:
        context.add_cookies([cookie_for(user)])
    page = context.new_page()
    found = {}
    for address in (address for address, of in PAGES if of == name):
        response = page.goto(address)
        if response.status != 200:
            watch.expected.append(rf"status of {response.status} .*{re.escape(address)}\)$")
        assert "script-src 'self';" in response.headers["content-security-policy"]
        found |= {f"{address} {where}": problems for where, problems in problems_of(page).items()}
    assert found == {}


def test_the_way_through_the_second_factor_is_accessible(new_context, watch, cookie_for, person):
    user = person("Frida")
    give_app(user)
    give_recovery_codes(user)
    give_passkey(user)
    page = new_context(viewport=SCREEN).new_page()
    page.goto("/konto/anmelden/")
    page.get_by_label("E-Mail-Adresse").fill(user.email)
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden", exact=True).click()
    expect(page.get_by_role("heading", name="Zweiter Schritt")).to_be_visible()
    found = {"second step": problems_of(page)}
    page.context.add_cookies([cookie_for(user)])
    for address in ("/konto/sicherheit/app/entfernen/", "/konto/sicherheit/codes/"):
        page.goto(address)
        found[address] = problems_of(page)
    page.context.add_cookies([cookie_for(user, ago=3600)])
    page.goto("/konto/sicherheit/codes/")
    expect(page).to_have_url(re.compile("/konto/bestaetigen/"))
    found["question"] = problems_of(page)
    page.get_by_label("Code").fill("1")
    page.get_by_role("button", name="Bestätigen", exact=True).click()
    expect(page.get_by_text("ein Wiederherstellungscode acht.")).to_be_visible()
    found["wrong answer"] = problems_of(page)
    assert {where: problems for where, problems in found.items() if problems} == {}


def problems_of(page):
    """In a light viewport of one of the two widths; it has the other one afterwards."""
    page.wait_for_load_state()
    if not page.evaluate("'axe' in window"):
        # Also for all that the page opens later: sent once, and compiled once.
        page.add_init_script(path=AXE)
        page.evaluate(AXE.read_text())
    return {where: problems for where, problems in checks(page) if problems}


def checks(page):
    """Changes one thing at a time, and only what has to: each is a layout of the page."""
    here = page.viewport_size["width"]
    there = next(width for width in WIDTHS if width != here)
    yield from look(page, here, "light", TAGS)
    page.emulate_media(color_scheme="dark")
    yield from look(page, here, "dark", COLOURS)
    page.set_viewport_size({"width": there, "height": 900})
    yield from look(page, there, "dark", COLOURS)
    page.emulate_media(color_scheme="light")
    yield from look(page, there, "light", TAGS)


def look(page, width, scheme, rules):
    shown, problems, wide = page.evaluate(RUN_AXE, rules)
    assert shown == [width, scheme]
    yield f"{width} {scheme}", problems
    yield f"{width} {scheme} overflow", [f"{wide} px too wide"] if wide > 0 else []
