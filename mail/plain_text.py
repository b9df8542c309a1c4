"""The text part of a mail, made from the same template as its HTML, so that each sentence is written once.

For the few words that only one of the two parts has, the variable `plain_text` is true when the text part is rendered.
"""

import re
from html.parser import HTMLParser

PARAGRAPHS = {"h1", "p", "li", "blockquote"}


def plain_text(html: str) -> str:
    """What stands in the body: paragraphs parted by empty lines; a link is its words and, on a line below, its address."""
    body = BodyText()
    body.feed(html)
    body.close()
    lines = re.sub(r" *\n *", "\n", re.sub(r" +", " ", body.text))
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"


class BodyText(HTMLParser):
    def __init__(self):
        super().__init__()
        self.text = self.address = ""
        self.after_address = False

    def handle_starttag(self, tag, attrs):
        if tag == "body":
            self.text = ""
        elif tag in PARAGRAPHS:
            self.text += "\n\n"
        elif tag == "br":
            self.text += "\n"
        elif tag == "a":
            self.address, self.words_begin = dict(attrs)["href"], len(self.text)

    def handle_endtag(self, tag):
        if tag in PARAGRAPHS:
            self.text += "\n\n"
        elif tag == "a":
            words = self.text[self.words_begin :].strip()
            if self.address.endswith(words):
                self.text = self.text[: self.words_begin]
            else:
                self.text = self.text.rstrip(" ") + ":\n"
            self.text += f"{self.address}\n"
            self.after_address = True

    def handle_data(self, data):
        if self.after_address:
            # A full stop would be taken for a part of the address.
            data = data.removeprefix(".")
            self.after_address = False
        self.text += re.sub(r"[ \t\r\n\f]+", " ", data)
