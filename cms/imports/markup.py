"""HTML in the files: what editors could have written, and nothing else."""

from bs4 import BeautifulSoup, NavigableString, Tag
from wagtail.whitelist import check_url

TAGS = {"p", "h3", "b", "strong", "i", "em", "ol", "ul", "li", "br", "a"}


def clean_html(html):
    """The same, written anew. Raises ValueError for what the editor's toolbar does not offer."""
    soup = BeautifulSoup(html, "html.parser")
    for node in soup.descendants:
        if isinstance(node, Tag):
            check_tag(node)
        elif type(node) is not NavigableString:
            raise ValueError("comments and declarations are not taken")
    return str(soup)


def check_tag(tag):
    if tag.name not in TAGS:
        raise ValueError(f"<{tag.name}> is not taken; there are {', '.join(sorted(TAGS))}")
    if others := set(tag.attrs) - ({"href"} if tag.name == "a" else set()):
        raise ValueError(f"<{tag.name}> takes no attribute “{min(others)}”")
    if tag.name == "a" and not (tag.get("href") and check_url(tag["href"])):
        raise ValueError("a link leads to http, https, mailto or tel, or to a path of the site")
