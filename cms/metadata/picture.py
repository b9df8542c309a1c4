"""The picture beside a link to a page: its title and its plan, as PNG of 1200 × 630 pixels."""

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

import typst
from django.conf import settings
from django.core.cache import cache as stored
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.formats import date_format
from django.views.decorators.http import require_safe
from PIL import Image
from wagtail.models import Page

from cms import limits
from cms.access import as_anybody, open_to
from cms.models import EventPage, FactSheetPage, NewsPage, PressPage, ThemeFieldIndexPage
from cms.pdf.render import FONTS, draw_mark
from drawings.glyphs import glyph
from drawings.hero import hero
from drawings.plan import crop_plan
from vocabulary.models import ThemeField

DATE = "j. F Y"
TEMPLATE = Path(__file__).with_name("picture.typ")
# Those of the light theme: static/css/base/tokens.css.
STYLE = "<style>.f,.s{fill:#14393b}.f2{fill:#b3bdb3}.n{fill:#b2431d}.w{fill:#c3d6d2}.glyph .n{fill:#14393b}</style>"
# As at the head of a fact sheet.
PLAN_HEIGHT, PLAN_WIDTH = 330, 440
DRAWINGS = {
    "start": lambda _: hero(),
    "plan": lambda slug: crop_plan(slug, PLAN_HEIGHT, width=PLAN_WIDTH),
    "field": glyph,
}
COLOURS = 128
START_DEPTH = 2
KINDS = {
    EventPage: lambda page: f"Abgesagt: {page.kind}" if page.is_cancelled else f"{page.kind}, {page.period}",
    FactSheetPage: lambda page: f"Steckbrief aus {page.municipality}",
    NewsPage: lambda page: f"Nachricht vom {date_format(page.date, DATE)}",
    PressPage: lambda page: f"Presseinformation vom {date_format(page.date, DATE)}",
}


@dataclass(frozen=True)
class Picture:
    """`place`: (key of the page,) or (key of the overview of theme fields, slug of the field)."""

    place: tuple
    kind: str
    title: str
    drawing: str
    slug: str

    # Pixels, as picture.typ has them.
    width, height = 1200, 630

    @classmethod
    def of(cls, page, field=None):
        if field:
            return cls((page.pk, field.slug), "Themenfeld", field.title, "field", field.slug)
        drawing = "start" if page.depth == START_DEPTH else "plan"
        return cls((page.pk,), describe_kind(page), page.title, drawing, page.slug)

    @property
    def key(self):
        """Of all that is drawn: another title has another address, which programs do not know yet."""
        content = json.dumps(asdict(self)).encode()
        return hashlib.sha256(template_source() + content).hexdigest()[:20]

    @property
    def path(self):
        return reverse("social-picture", args=(*self.place, self.key))

    @property
    def alt(self):
        return f"{self.title}, daneben eine Zeichnung von Gebäuden im Grundriss"

    def fetch(self):
        """The bytes of the file, drawn once."""
        return stored.get_or_set(
            f"picture_{self.key}", self.draw, limits.SOCIAL_PICTURE_RETENTION.total_seconds()
        )

    def draw(self):
        content = {
            "kind": self.kind,
            "title": self.title,
            "publisher": settings.WAGTAIL_SITE_NAME,
            "drawing": self.drawing,
            "svg": stand_alone(DRAWINGS[self.drawing](self.slug)),
            "mark": draw_mark(),
        }
        return reduce_colours(
            typst.compile(
                TEMPLATE,
                root=TEMPLATE.parent,
                font_paths=[FONTS],
                ignore_system_fonts=True,
                format="png",
                ppi=72,
                sys_inputs={"data": json.dumps(content)},
            )
        )


def stand_alone(drawing):
    """As a file, which has no style sheet of a page."""
    return drawing.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).replace(
        ">", f">{STYLE}", 1
    )


def describe_kind(page):
    return KINDS[type(page)](page) if type(page) in KINDS else ""


@cache
def template_source():
    return TEMPLATE.read_bytes()


def reduce_colours(file):
    """A third of the bytes: there are few colours, and what is between them at edges."""
    reduced = BytesIO()
    with Image.open(BytesIO(file)) as image:
        image.convert("RGB").quantize(COLOURS).save(reduced, "PNG", optimize=True)
    return reduced.getvalue()


@require_safe
def social_picture(request, pk, key, slug=""):
    """For anybody who may read the page; an address of what the page was before leads to what it is."""
    pages = Page.objects.live().filter(open_to(as_anybody(request)), depth__gte=START_DEPTH)
    page = get_object_or_404(pages, pk=pk).specific
    if slug and not isinstance(page, ThemeFieldIndexPage):
        raise Http404
    picture = Picture.of(page, get_object_or_404(ThemeField, slug=slug) if slug else None)
    if key != picture.key:
        return redirect(picture.path)
    etag = f'"{key}"'
    response = get_conditional_response(request, etag=etag) or HttpResponse(
        picture.fetch(), content_type="image/png"
    )
    response["ETag"], response["Cache-Control"] = etag, "public, max-age=31536000, immutable"
    return response
