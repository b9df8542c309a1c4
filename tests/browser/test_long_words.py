"""One word of 150 letters, or one long address, wherever people's words are shown: nothing scrolls sideways at 320 px."""

import json
import re

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.test_accessibility import PAGES
from tests.support.examples import make_cast
from tests.support.mails.mailbox import put_mail
from tests.support.pages.blocks import every_block
from tests.support.permissions import PEOPLE, rows

WORD = "Quartiersentwicklungsgesellschaft" * 5
ADDRESS = f"https://{'quartiersentwicklung' * 3}.example/{'a-_b/' * 20}"
FIELDS = {
    "accounts.User": "email name function organisation seeks offers",
    "accounts.Session": "device",
    "cms.Clip": "title transcript",
    "cms.EditorialDocument": "title description licence alternative",
    "cms.FormField": "label help_text",
    "cms.FormPage": "title intro form_title button thanks",
    "cms.Organisation": "name street represented_by register_note responsible_content arbitration",
    "cms.ExternalLink": "title url category description",
    "cms.EventPage": "title intro plain_language kind location source_note contact_email",
    "cms.NewsPage": "title intro plain_language",
    "cms.PressPage": "title intro plain_language number place contact_name contact_role contact_email contact_phone "
    "funding_note source_note",
    "cms.StandardPage": "title intro plain_language",
    "forum.Post": "text html",
    "forum.Thread": "title",
    "groups.EmailInvitation": "original_text email name",
    "groups.Group": "title summary description rules welcome",
    "groups.Invitation": "label words",
    "groups.JoinRequest": "reason words",
    "groups.Mailing": "label words",
    "home.MenuEntry": "label",
    "home.SiteSettings": "notice about funding_note",
    "notifications.Notification": "title",
    "vocabulary.Municipality": "title",
    "vocabulary.Programme": "title summary",
    "vocabulary.ThemeField": "title description",
}
VALUES = {
    "html": f'<h3>{WORD}</h3><p>{WORD}</p><p><a href="/">{ADDRESS}</a></p><ul><li>{WORD}</li></ul>'
    f"<blockquote><p>{WORD}</p></blockquote><p><code>{WORD}</code></p>",
    "text": f"{WORD} {ADDRESS}",
    "description": f"{ADDRESS} {WORD}",
    "url": ADDRESS,
}
# Pages that show more to those who are in a group than to the first in the table who may see them.
FURTHER = ["/mein/", "/mitteilungen/", "/gruppen/", "/konto/", "/kompetenzbereich/"]
# Our own views there, as whole pages.
OURS = (
    r"/redaktion/(gruppen|einladungslinks|protokoll|einwilligung|users/delete|snippets/groups)/(?!ergebnisse)"
)
ADMIN_PAGES = [
    row.example
    for row in rows()
    if row.method == "GET" and row.expected["admin"] == "200" and re.match(OURS, row.example)
]
IS_NARROW = "one => one.scrollWidth <= one.clientWidth && one.getBoundingClientRect().right <= innerWidth"
# How much too wide the page is, and which text begins or ends outside of it. Tables may scroll within their frame.
MEASURE = """() => {
  document.querySelectorAll('details').forEach(one => { one.open = true })
  const root = document.documentElement
  const cut = one => /auto|scroll/.test(getComputedStyle(one).overflowX)
    || getComputedStyle(one).textOverflow === 'ellipsis'
  const scrolls = one => one && one !== document.body && (cut(one) || scrolls(one.parentElement))
  const outside = [...document.querySelectorAll('main *')].filter(one => one.checkVisibility()
    && !one.closest('svg, .w-minimap') && !one.firstElementChild && one.textContent.trim() && !scrolls(one)
    && one.getBoundingClientRect().right > root.clientWidth + 1)
  const wide = root.scrollWidth - root.clientWidth
  return [...(wide > 0 ? [`${wide} px too wide`] : []), ...outside.slice(0, 5).map(one =>
    `${one.closest('[class]').getAttribute('class')} > ${one.localName}: ${one.textContent.trim().slice(0, 20)}`)]
}"""


def write_long_words():
    """Into every field that people fill in and others read."""
    for label, names in FIELDS.items():
        model = apps.get_model(label)
        for name in names.split():
            field, value = model._meta.get_field(name), VALUES.get(name, WORD)
            if name == "email":
                value = f"{WORD[:60]}@{WORD[:60]}.example".lower()
            value = value[: field.max_length - 5 if field.unique else field.max_length]
            ending = Cast(F("pk"), CharField()) if field.unique else Value("")
            model.objects.update(**{name: Concat(Value(value), ending)})


def fill_pages():
    """All blocks of pages, with all the words in them."""
    from cms.models import StandardPage
    from home.models import HomePage

    page, home = StandardPage.objects.get(slug="kompetenzbereich"), HomePage.objects.get()
    page.body = every_block(WORD)
    page.save()
    hero = {"title": WORD[:80], "text": WORD, "links": [{"label": WORD[:40], "page": page}]}
    home.body = [("hero", hero), *every_block(WORD)]
    home.save()


@pytest.fixture
def cast(live, person):
    made = make_cast(person)
    put_mail(settings.MAILBOX, "1.demo")
    fill_pages()
    write_long_words()
    return made


def visit(page, addresses, watch):
    watch.expected.append(r"status of 4\d\d ")
    found = {}
    for address in addresses:
        page.goto(address)
        found[address] = page.evaluate(MEASURE)
    return {address: problems for address, problems in found.items() if problems}


@pytest.mark.parametrize("name", PEOPLE)
def test_no_page_scrolls_sideways(name, cast, new_context, cookie_for, watch):
    context = new_context(viewport={"width": 320, "height": 900})
    if cast[name]:
        context.add_cookies([cookie_for(cast[name])])
    page = context.new_page()
    addresses = [address for address, of in PAGES if of == name]
    addresses += {"admin": ADMIN_PAGES, "member": FURTHER, "lead": FURTHER}.get(name, [])
    found = visit(page, addresses, watch)
    assert found == {}, json.dumps(found, indent=1)


def test_the_menu_does_not_either(cast, new_context, cookie_for):
    context = new_context(viewport={"width": 320, "height": 900})
    context.add_cookies([cookie_for(cast["member"])])
    page = context.new_page()
    page.goto("/mein/")
    page.get_by_role("button", name="Menü", exact=True).click()
    menu = page.get_by_role("navigation", name="Hauptmenü")
    expect(menu.get_by_text("Quartiersentwicklung").first).to_be_visible()
    assert menu.evaluate(IS_NARROW)
    assert page.evaluate(MEASURE) == []


def test_no_mail_does_either(cast, new_context):
    from groups.models import Group, Mailing
    from mail.outbox import send_mail

    group = Group.objects.get(slug="engagiertes-quartier")
    page = new_context(viewport={"width": 320, "height": 900}).new_page()
    contexts = {
        "join_request": {"asked": group.requests.get(pk=900), "link": f"/{WORD}/"},
        "mail_invitation": {"mailing": Mailing.objects.get(pk=907), "ends": timezone.now(), "link": "/"},
    }
    for name, context in contexts.items():
        page.set_content(send_mail("anna@stadt.example", name, context | {"group": group}).html)
        assert WORD[:100] in page.content()
        assert page.evaluate(MEASURE) == [], name
