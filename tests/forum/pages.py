"""What the forum's pages show: the rows of a list, the posts of a thread, what is wrong with a form."""

import re
from html import unescape
from typing import NamedTuple

from tests.support.pages.forms import CONTROL, attributes, words

SCRIPT = {"HX-Request": "true"}


class Row(NamedTuple):
    title: str
    href: str
    is_new: bool
    words: str


def page(client, address, status=200, **data):
    response = client.get(address, data)
    assert response.status_code == status
    return response.content.decode()


def rows(html):
    """The threads of a list."""
    found = re.findall(r'<li class="tr( is-new)?">(.*?)</li>', html, re.DOTALL)
    links = [re.search(r'<h3><a href="(.*?)">(.*?)</a></h3>', row) for _, row in found]
    return [
        Row(unescape(link[2]), unescape(link[1]), bool(new), words(row))
        for (new, row), link in zip(found, links, strict=True)
    ]


def titles(html):
    return [row.title for row in rows(html)]


def posts(html):
    """The posts of a page: number to markup."""
    found = re.findall(r'<article [^>]*data-number="(\d+)".*?</article>', html, re.DOTALL)
    markup = re.findall(r"<article .*?</article>", html, re.DOTALL)
    return dict(zip(map(int, found), markup, strict=True))


def body(html, number):
    """What the page shows of a post's text, as markup."""
    found = re.search(
        r'<div class="post__body">(.*?)</div>\s*(?:<p class="post__edited"|<div class="post__acts")',
        posts(html)[number],
        re.DOTALL,
    )
    return found[1]


def preview(html):
    """The text as the page previews it, None without a preview."""
    after = r'\s*</div>\s*<div class="(?:composer__state|note note--bad)"|\s*\Z'
    shown = rf'So sieht es aus:</p>\s*<div class="post__body">(.*?)</div>(?={after})'
    found = re.search(shown, html, re.DOTALL)
    return found and found[1]


def notes(html):
    """What stands above a form that was refused."""
    found = re.findall(r'<div class="note note--bad"[^>]*autofocus>.*?</div>\s*</div>', html, re.DOTALL)
    return [words(note) for note in found]


def hidden(html, name):
    """The content of a hidden field."""
    fields = [attributes(tag) for tag in CONTROL.findall(html)]
    return next(field.get("value", "") for field in fields if field.get("name") == name)


def kept(html):
    """The text that a page gives back to be copied, None if it gives none."""
    found = re.search(r'<textarea id="ihr-text"[^>]*>\n?(.*?)</textarea>', html, re.DOTALL)
    return found and unescape(found[1])
