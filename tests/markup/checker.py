"""Reads HTML as a browser would and says what in it must not be there. Written by hand, not read from the code."""

import re
from html.parser import HTMLParser

EXTERNAL_REL = "nofollow noopener noreferrer"
DEEPEST = 40
DIGITS = r"\d+"
ALLOWED = {
    "a": {"href": r"(?s).*", "rel": EXTERNAL_REL},
    "blockquote": {"class": "quote"},
    "div": {"class": "table", "tabindex": "0", "role": "region", "aria-label": "Tabelle"},
    "li": {"value": DIGITS},
    "ol": {"start": DIGITS},
    "p": {"class": "quote__from"},
    "pre": {"tabindex": "0"},
    "span": {"class": "mention", "data-person": DIGITS},
    **{tag: {} for tag in ("br", "code", "em", "h3", "h4", "h5", "hr", "s", "strong", "ul")},
    **{tag: {} for tag in ("table", "tbody", "td", "th", "thead", "tr")},
}
WITHOUT_END = {"br", "hr"}
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\u3164\ufeff]"
)


class Page(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.elements, self.words, self.faults, self.open = [], [], [], []
        self.feed(html)
        self.close()
        self.faults += [f"{tag} is never closed" for tag in self.open]
        self.faults += [f"{character!r}" for character in UNSEEN.findall(html)]

    @property
    def text(self):
        return "".join(self.words)

    def of(self, tag):
        """The attributes of each element of a kind."""
        return [attributes for name, attributes in self.elements if name == tag]

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in WITHOUT_END:
            self.open.append(tag)
        if tag not in ALLOWED:
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            pattern = ALLOWED.get(tag, {}).get(name)
            if pattern is None or not re.fullmatch(pattern, value or ""):
                self.faults.append(f"<{tag} {name}={value!r}>")
        if tag == "a":
            self.faults += link_faults(dict(attrs))
        if len(self.open) > DEEPEST:
            self.faults.append(f"<{tag}> lies {len(self.open)} deep")

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")

    def handle_data(self, data):
        self.words.append(data)

    def handle_comment(self, data):
        self.faults.append(f"<!--{data}-->")

    def handle_decl(self, decl):
        self.faults.append(f"<!{decl}>")

    def handle_pi(self, data):
        self.faults.append(f"<?{data}>")

    def unknown_decl(self, data):
        self.faults.append(f"<![{data}")


def link_faults(attributes):
    """A browser drops line breaks and leading control characters from an address and reads a backslash as a slash."""
    address = attributes.get("href", "")
    seen = re.sub(r"[\t\n\r]", "", address).lstrip("".join(map(chr, range(33)))).replace("\\", "/").lower()
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", seen)
    if seen.startswith("//") or (scheme and scheme[1] not in {"http", "https", "mailto"}):
        return [f"href={address!r}"]
    external = scheme is not None and scheme[1] != "mailto"
    if external and not re.match(r"https?://[^/?#]", seen):
        return [f"href={address!r}"]
    return [] if attributes.get("rel") == (EXTERNAL_REL if external else None) else [f"rel of {address!r}"]


def faults(html):
    return Page(html).faults
