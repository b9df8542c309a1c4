"""The allow-list of stored HTML, enforced by two independent sanitisers."""

import re
from html import unescape
from types import MappingProxyType

import nh3
from bleach.sanitizer import Cleaner

EXTERNAL_REL = "nofollow noopener noreferrer"
SCHEMES = frozenset({"http", "https", "mailto"})
LINES = frozenset({"p", "br", "hr", "h3", "h4", "h5", "blockquote", "pre", "div", "ol", "ul", "li"})
WORDS = frozenset({"a", "code", "em", "s", "span", "strong"})
TABLES = frozenset({"table", "thead", "tbody", "tr", "th", "td"})
TAGS = LINES | WORDS | TABLES
LINK = re.compile(
    # Browsers read "\" as "/" and drop line breaks: "/\example.com" leaves our origin like "//example.com".
    # A host has no "%": nh3 drops such an address and would leave a link that leads nowhere.
    r"(?:https?://[^\s\\/?#%\x00-\x1f]++(?!%)|mailto:[^\s\\/?#\x00-\x1f]|/(?!/)|[?#])[^\s\\\x00-\x1f]*",
    re.IGNORECASE,
)
NUMBER = re.compile(r"[0-9]{1,19}")


def _only(value: str) -> re.Pattern[str]:
    return re.compile(re.escape(value))


ATTRIBUTES = MappingProxyType(
    {
        ("a", "href"): LINK,
        ("a", "rel"): _only(EXTERNAL_REL),
        ("blockquote", "class"): _only("quote"),
        ("div", "aria-label"): _only("Tabelle"),
        ("div", "class"): _only("table"),
        ("div", "role"): _only("region"),
        ("div", "tabindex"): _only("0"),
        ("li", "value"): NUMBER,
        ("ol", "start"): NUMBER,
        ("p", "class"): _only("quote__from"),
        ("pre", "tabindex"): _only("0"),
        ("span", "class"): _only("mention"),
        ("span", "data-person"): NUMBER,
    }
)


def is_link(url: str) -> bool:
    """Whether it is http, https, mailto or inside our origin; not "//example.com", and no other scheme."""
    return LINK.fullmatch(url) is not None


def is_allowed(tag: str, attribute: str, value: str) -> bool:
    pattern = ATTRIBUTES.get((tag, attribute))
    return pattern is not None and pattern.fullmatch(value) is not None


def sanitised(html: str) -> str:
    return by_nh3(by_bleach(html))


def by_bleach(html: str) -> str:
    # A Cleaner holds its parser's state: threads must not share one. bleach does not unescape attribute values.
    return Cleaner(
        tags=TAGS,
        attributes=lambda tag, attribute, value: is_allowed(tag, attribute, unescape(value)),
        protocols=SCHEMES,
    ).clean(html)


def by_nh3(html: str) -> str:
    names = {tag: {name for of, name in ATTRIBUTES if of == tag} for tag in TAGS}
    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes=names,
        attribute_filter=lambda tag, name, value: value if is_allowed(tag, name, value) else None,
        url_schemes=set(SCHEMES),
        link_rel=None,
    )
