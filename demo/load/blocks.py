"""Turns the blocks of site_tree.json into values of our StreamFields; a kind unknown here is an error."""

from wagtail.rich_text import RichText

from cms.models import Clip, EditorialDocument, EditorialImage, ExternalLink
from groups.models import Group
from vocabulary.models import Municipality


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


def image(source, _):
    found = EditorialImage.objects.get(tags__name=source["image"])
    found.contextual_alt_text, found.decorative = source["alt"], False
    return "image", {
        "image": found,
        "caption": source["caption"],
        "credit": "",
        "shape": source["shape"],
    }


def figures(source, _):
    rows = [{"number": number, "label": label} for number, label in source["figures"]]
    return "figures", {"figures": rows, "source": source["source"]}


def table(source, _):
    names_columns, names_rows = (source["headers"] in {kind, "both"} for kind in ("row", "column"))
    return "table", {
        "table": {
            "data": source["rows"],
            "table_caption": source["caption"],
            "table_header_choice": source["headers"],
            "first_row_is_table_header": names_columns,
            "first_col_is_header": names_rows,
        }
    }


def accordion(source, _):
    questions = [{"title": title, "text": RichText(text)} for title, text in source["questions"]]
    return "accordion", {"title": source["title"], "questions": questions}


def people(source, _):
    towns = {town.slug: town for town in Municipality.objects.all()}
    rows = [person | {"town": towns[person["town"]], "portrait": None} for person in source["people"]]
    return "people", {"title": source["title"], "people": rows}


def action(source, pages):
    fields = {"text": source["text"], "label": source["label"], "link": ""}
    return "action", fields | {"page": pages.get(source["page"])}


def hero(source, pages):
    links = [{"label": link["label"], "page": pages[link["page"]]} for link in source["links"]]
    return "hero", {"title": source["title"], "text": source["text"], "links": links}


def tiles(source, pages):
    return "tiles", {"title": source["title"], "pages": [pages[slug] for slug in source["items"]]}


def city_map(source, pages):
    more = {"more": pages.get(source["more"]), "more_label": source["more_label"]}
    return "map", {"title": source["title"], "programmes": [], "municipalities": [], **more}


def news(source, _):
    return "news", {"title": "Aktuelles", "count": source["count"]}


def events(source, _):
    return "events", {"title": source["title"], "events": [], "count": source["count"]}


def library(source, _):
    return "library", {"title": source["title"], "sheet": None}


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
    "veranstaltungen": events,
    "bibliothek": library,
    "bild": image,
    "zahlen": figures,
    "tabelle": table,
    "fragen": accordion,
    "personen": people,
    "aufruf": action,
}
# Those that lead to other pages, which may come later.
LEADING = {"aufruf"}
