"""axe-core walks every page of our own that answers 200: light and dark, wide and narrow.

It runs under the strict policy as it is, so the fixtures see in the same visit whether anything stands in the
console, a request fails or goes elsewhere.
"""

import re

import pytest
from django.conf import settings

from tests.support.examples import make_cast
from tests.support.mailbox import put_mail
from tests.support.permissions import shown_pages
from tests.support.sources import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What can differ between the two themes, which share their markup.
COLOURS = ["color-contrast", "link-in-text-block"]
RUN_AXE = """async (rules) => {
  const found = await axe.run(document, {runOnly: rules, resultTypes: ['violations'], iframes: false});
  return found.violations.map(v => `${v.id}: ` + v.nodes.map(n => `${n.target} ${n.failureSummary}`).join('; '));
}"""


FURTHER = [
    ("/gibt-es-nicht/", "anonymous"),
    ("/einladung/unbekannt/", "anonymous"),
    ("/einladung/offen/", "outsider"),
    ("/gruppen/engagiertes-quartier/", "outsider"),
    ("/personen/", "member"),
    ("/einladung/freigabe/anfragen/", "outsider"),
    ("/gruppen/inklusion/zugang/", "editor"),
    ("/gruppen/inklusion/zugang/", "admin"),
]


PAGES = [*shown_pages(), *FURTHER]


@pytest.mark.parametrize("name", dict.fromkeys(name for _, name in PAGES))
def test_pages_are_accessible_and_keep_to_their_policy_and_origin(
    name, new_context, watch, cookie_for, person
):
    put_mail(settings.MAILBOX, "1.demo")
    user = make_cast(person)[name]
    context = new_context()
    if user:
        context.add_cookies([cookie_for(user)])
    page = context.new_page()
    found = {}
    for address in (address for address, of in PAGES if of == name):
        response = page.goto(address)
        if response.status != 200:
            watch.expected.append(rf"status of {response.status} .*{re.escape(address)}\)$")
        assert "script-src 'self';" in response.headers["content-security-policy"]
        page.evaluate(AXE.read_text())
        found |= {f"{address} {where}": problems for where, problems in checks(page) if problems}
    assert found == {}


def checks(page):
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme, rules in (("light", TAGS), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme)
            yield f"{width} {scheme}", page.evaluate(RUN_AXE, rules)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        yield f"{width} overflow", [f"{wide} px too wide"] if wide > 0 else []
