"""A page with every block that there is."""

from django.core.files.base import ContentFile

from tests.files.samples import encoded, photo


def make_image(title="Bild", **fields):
    """One of 160 by 120 pixels."""
    from cms.models import EditorialImage

    return EditorialImage.objects.create(
        title=title, file=ContentFile(encoded(photo()), "bild.png"), **fields
    )


def picture(image, *, alt="Ein Hof", decorative=False, **fields):
    image.contextual_alt_text, image.decorative = alt, decorative
    return "image", {"image": image, "caption": "", "credit": "", "shape": "whole"} | fields


def table(rows, *, headers="both", caption="Worum es geht"):
    return "table", {
        "table": {
            "data": rows,
            "table_caption": caption,
            "table_header_choice": headers,
            "first_row_is_table_header": headers in {"row", "both"},
            "first_col_is_header": headers in {"column", "both"},
        }
    }


def people(*rows):
    empty = {"role": "", "institution": "", "town": None, "email": "", "portrait": None}
    return "people", {"title": "Personen", "people": [empty | row for row in rows]}


def action(**target):
    return "action", {"text": "Kommen Sie", "label": "Beitreten", "page": None, "link": ""} | target


def city_map(**chosen):
    nothing = {"programmes": [], "municipalities": [], "more": None, "more_label": ""}
    return "map", {"title": "Karte", **nothing, **chosen}


def every_block(word="Wort"):
    """One of each, with the word wherever people type; needs the demo."""
    return [*typed_blocks(word), *chosen_blocks(word)]


def typed_blocks(word):
    from vocabulary.models import Municipality

    image, email = make_image(), f"{word[:60]}@{word[:60]}.example".lower()
    texts = dict.fromkeys(("name", "role", "institution"), word)
    person = texts | {"town": Municipality.objects.first(), "email": email, "portrait": image}
    return [
        ("heading", {"title": word[:120]}),
        ("text", f"<p>{word}</p>"),
        ("quote", {"text": word, "person": word, "role": word}),
        ("accordion", {"title": word, "questions": [{"title": word, "text": f"<p>{word}</p>"}]}),
        table([[word, word], [word, word]], caption=word),
        ("figures", {"figures": [{"number": word[:20], "label": word}], "source": word}),
        ("funding", {"text": word}),
        picture(image, caption=word, credit=word),
        ("people", {"title": word, "people": [person]}),
        ("contact", {"role": word, "email": email}),
        ("partners", {"title": word, "partners": [word]}),
        ("report", {"email": email}),
    ]


def chosen_blocks(word):
    from cms.models import Clip, EditorialDocument, EventPage, ExternalLink, FactSheetPage, StandardPage
    from groups.models import Group

    page = StandardPage.objects.get(slug="landesstrategie")
    return [
        ("clips", {"clips": list(Clip.objects.all()[:2])}),
        ("documents", {"title": word, "documents": list(EditorialDocument.objects.all()[:2])}),
        ("links", {"title": word, "links": list(ExternalLink.objects.all()[:2])}),
        ("fact_sheets", {"title": word, "sheets": list(FactSheetPage.objects.all()[:2])}),
        ("events", {"title": word, "events": list(EventPage.objects.all()[:2]), "count": 3}),
        ("events", {"title": word, "events": [], "count": 2}),
        ("news", {"title": word, "count": 3}),
        city_map(title=word, more=page),
        ("tiles", {"title": word, "pages": [page]}),
        ("group", {"text": word, "group": Group.objects.get(slug="engagiertes-quartier")}),
        action(text=word, label=word[:40], page=page),
    ]
