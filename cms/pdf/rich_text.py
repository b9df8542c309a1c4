"""Rich text as data for a template: what is bold or a link is said beside the words, never by markup in them.

A part: `kind` ("paragraph", "heading", "list") and `runs`, or of a list `is_numbered` and `items`, each with `runs` and
`below`, the lists in it. A run: `text` in one line, `gap` if a space stands before it, `break` if it begins a line, and
how it looks.
"""

from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from wagtail.rich_text import expand_db_html

from cms.metadata.addresses import complete_address

STYLES = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic"}


def read_rich_text(value, request):
    """The parts of what an editor wrote; links as whole addresses."""
    reader = RichTextReader()
    reader.feed(expand_db_html(value.source))
    reader.close()
    return [part for part in reader.parts if part.get("runs") or part.get("items")]


class RichTextReader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.parts, self.lists, self.styles = [], [], []
        self.runs, self.href, self.gap, self.breaks = [], "", False, False

    def handle_starttag(self, tag, attributes):
        if tag in ("p", "h2", "h3", "h4"):
            self.begin_part("paragraph" if tag == "p" else "heading")
        elif tag in ("ul", "ol"):
            self.begin_list(is_numbered=tag == "ol")
        elif tag == "li" and self.lists:
            self.lists[-1].append({"runs": [], "below": []})
            self.write_to(self.lists[-1][-1]["runs"])
        elif tag == "br":
            self.breaks = True
        elif tag == "a":
            href = dict(attributes).get("href") or ""
            self.href = href and complete_address(href)
        elif tag in STYLES:
            self.styles.append(STYLES[tag])

    def handle_endtag(self, tag):
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        elif tag == "a":
            self.say_address()
        elif tag in STYLES and STYLES[tag] in self.styles:
            self.styles.remove(STYLES[tag])

    def handle_data(self, data):
        words = " ".join(data.split())
        if words:
            self.runs.append(
                make_run(words, gap=self.gap or data[0].isspace(), href=self.href, styles=self.styles)
                | {"break": self.breaks}
            )
            self.breaks = False
        self.gap = bool(data) and data[-1].isspace()

    def begin_part(self, kind):
        part = {"kind": kind, "runs": []}
        self.parts.append(part)
        self.write_to(part["runs"])

    def begin_list(self, *, is_numbered):
        items = []
        place = self.lists[-1][-1]["below"] if self.lists and self.lists[-1] else self.parts
        place.append({"kind": "list", "is_numbered": is_numbered, "items": items})
        self.lists.append(items)

    def write_to(self, runs):
        self.runs, self.gap, self.breaks = runs, False, False

    def say_address(self):
        """After the words of a link: who has it on paper can type it."""
        shown = show_address(self.href)
        if shown and shown not in "".join(run["text"] for run in self.runs if run["href"] == self.href):
            self.runs.append(make_run(f"({shown})", gap=True))
        self.href = ""


def make_run(text, *, gap=False, href="", styles=()):
    styles = {"bold": "bold" in styles, "italic": "italic" in styles}
    return {"text": text, "gap": gap, "break": False, "href": href, **styles}


def make_paragraph(*runs):
    """Of texts and runs, with spaces between them; what is empty is left out."""
    given = [make_run(run) if isinstance(run, str) else run for run in runs if run]
    return {"kind": "paragraph", "runs": [run | {"gap": bool(place)} for place, run in enumerate(given)]}


def make_heading(text):
    return {"kind": "heading", "runs": [make_run(text)]}


def make_list(items):
    """Each item is as a paragraph takes it: a sequence of texts and runs."""
    entries = [{"runs": make_paragraph(*item)["runs"], "below": []} for item in items]
    return {"kind": "list", "is_numbered": False, "items": entries}


def make_links(links):
    """A list of (title, whole address)."""
    return make_list((make_run(title, href=href), f"({show_address(href)})") for title, href in links)


def show_address(href):
    """As people read it: without "https://" or "mailto:", and with letters for what is escaped."""
    address = urlsplit(href)
    if address.scheme in ("mailto", "tel"):
        return unquote(address.path)
    return unquote(href.partition("://")[2]).removesuffix("/")
