"""Turns the blocks of site_tree.json into values of our StreamFields; a kind unknown here is an error."""

from cms.models import Clip, EditorialDocument, ExternalLink
from groups.models import Group


def convert_block(sources, pages):
    """`pages` are the pages that blocks may point to, by slug; what does not exist (yet) is left out."""
    return [MAKERS[source["block"]](source, pages) for source in sources]


def text(source, _):
    return "text", source["html"]


def heading(source, _):
    return "heading", {"title": source["title"]}


def documents(source, _):
    found = {tag: document for document in EditorialDocument.objects.all() for tag in document.tags.names()}
    return "documents", {
        "title": source["title"],
        "documents": [found[slug] for slug in source["documents"]],
    }


def links(source, _):
    every = list(ExternalLink.objects.order_by("pk"))
    if "ids" in source:
        chosen = [every[number - 1] for number in source["ids"]]
    else:
        chosen = [link for link in every if link.category == source["category"]]
    return "links", {"title": source.get("title", "Externe Links"), "links": chosen}


def partners(source, _):
    return "partners", {"title": source["title"], "partners": source["items"]}


def group(source, _):
    return "group", {"text": source["text"], "group": Group.objects.get(slug=source["group"])}


def contact(source, _):
    return "contact", {"role": source["role"], "email": source["email"]}


def report(source, _):
    return "report", {"email": source["email"]}


def clips(source, _):
    chosen = Clip.objects.order_by("-has_sign_language", "pk")[: source["limit"]]
    return "clips", {"clips": list(chosen)}


def funding(source, _):
    return "funding", {"text": source["text"]}


def hero(source, pages):
    links = [{"label": link["label"], "page": pages[link["page"]]} for link in source["links"]]
    return "hero", {"title": source["title"], "text": source["text"], "links": links}


def tiles(source, pages):
    return "tiles", {"title": source["title"], "pages": [pages[slug] for slug in source["items"]]}


def city_map(source, pages):
    return "map", {"title": source["title"], "more": pages.get(source["more"])}


def news(source, _):
    return "news", {"title": "Aktuelles", "count": source["count"]}


MAKERS = {
    "text": text,
    "ueberschrift": heading,
    "dokumente": documents,
    "linkliste": links,
    "partner": partners,
    "gruppe": group,
    "kontakt": contact,
    "meldeformular": report,
    "medien": clips,
    "foerderhinweis": funding,
    "hero": hero,
    "kacheln": tiles,
    "karte": city_map,
    "aktuelles": news,
}
