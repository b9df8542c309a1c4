"""What the page "Mein StädteNetz" shows: the greeting, what speaks to the member, and the groups."""

import re
from html import unescape
from typing import NamedTuple

from tests.support.pages.forms import attributes

MEMBER_HOME = "/mein/"
MENTION = "@Anna Annasen, was meinst du?"


class Addressed(NamedTuple):
    words: str
    label: str
    href: str


class Mine(NamedTuple):
    title: str
    href: str
    state: str
    threads: list


def joined(markup):
    """What a person reads, where markup stands inside a sentence."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", markup)).split())


def greeting(html):
    return re.search(r'<header class="hello">\s*<h1>(.*?)</h1>\s*<p>(.*?)</p>', html, re.DOTALL).groups()


def news(html):
    """How much is new, in words."""
    return joined(greeting(html)[1])


def for_me(html):
    """What stands under "Für Sie"."""
    return waiting(html.partition('id="fuer-sie"')[2])


def for_lead(html):
    """What stands under "Wartet auf Sie", which comes first."""
    part, _, rest = html.partition('id="fuer-sie"')
    assert rest
    return waiting(part.partition('id="wartet"')[2])


def waiting(html):
    shown = re.search(r'<ul role="list" class="wait">(.*?)</ul>', html, re.DOTALL)
    return [addressed(item) for item in re.findall(r"<li>(.*?)</li>", shown[1], re.DOTALL)] if shown else []


def addressed(item):
    said, link, label = re.search(r"(.*)(<a .*?>)(.*?)</a>", item, re.DOTALL).groups()
    return Addressed(joined(said), joined(label), attributes(link)["href"])


def groups(html):
    rows = re.findall(r'<li class="grp.*?(?=<li class="grp|</section>)', html, re.DOTALL)
    return [mine(row) for row in rows]


def mine(row):
    href, title, state = re.search(r'<h3>\s*<a[^>]*href="(.*?)">(.*?)</a>(.*?)</h3>', row, re.DOTALL).groups()
    threads = re.findall(r'<li>\s*<a[^>]*href="(.*?)">(.*?)</a><span\s+class="num">(.*?)</span>', row)
    return Mine(unescape(title), href, joined(state), [tuple(map(unescape, thread)) for thread in threads])
