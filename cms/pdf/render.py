"""Makes a PDF of a template and what it shows.

What people wrote goes to typst as JSON in `sys.inputs` and is shown as it is: a template never evaluates it. A template
reads nothing but its own folder, and no package.
"""

import hashlib
import json
import logging
import re
import unicodedata
from functools import lru_cache
from pathlib import Path

import qrcode
import typst
from django.conf import settings
from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from qrcode.image.svg import SvgPathFillImage

from cms import limits
from drawings.glyphs import glyph

TEMPLATES = Path(__file__).resolve().parent / "templates"
FONTS = settings.ROOT / "build" / "assets" / "print"
LANGUAGE = re.compile(r"([a-z]{2,3})(?:-([A-Z]{2}))?")
# Latin, Greek, Cyrillic and punctuation: what the fonts have, ours and those that typst brings.
RARE = re.compile(r"[^\x20-\x7e\xa0-\u017f\u0386-\u03ce\u0400-\u045f\u2010-\u201e\u2022\u2026\u20ac]")

logger = logging.getLogger("cms")


def answer_with_pdf(request, template, document, filename):
    """The response with the document, shown in the browser; unchanged since the browser's copy: 304.

    `document`: title, language, address (absolute), date (a date or None) and what the template shows besides.
    """
    content = describe_document(document)
    key = hashlib.sha256(b"".join([*sources(), json.dumps(content, sort_keys=True).encode()])).hexdigest()
    etag = f'"{key}"'
    return get_conditional_response(request, etag=etag) or make_response(template, content, key, filename)


def make_response(template, content, key, filename):
    response = HttpResponse(
        render_pdf(template, json.dumps(content)),
        content_type="application/pdf",
        headers={"ETag": f'"{key}"'},
    )
    response["Content-Disposition"] = content_disposition_header(False, f"{filename}.pdf")
    return response


def sources():
    """What a document depends on besides its content."""
    return [path.read_bytes() for path in sorted(TEMPLATES.glob("*.typ"))]


def describe_document(document):
    """With what every template needs; the content of another page's document may be anything that JSON knows."""
    address, date = document["address"], document["date"]
    language, region = split_language(document["language"])
    shared = {
        "language": language,
        "region": region,
        "publisher": settings.WAGTAIL_SITE_NAME,
        "date": date and {"year": date.year, "month": date.month, "day": date.day},
        "qr": draw_code(address),
        "mark": draw_mark(),
        "address_shown": address.partition("://")[2],
    }
    return change_text({**document, **shared}, compose_line)


def split_language(code):
    """(language, region or None) of a code such as "de" or "en-GB"; German for what is no code."""
    match = LANGUAGE.fullmatch(code)
    return match.groups() if match else ("de", None)


def draw_code(address):
    """As SVG; level M is readable with 15 % of it damaged."""
    code = qrcode.make(address, image_factory=SvgPathFillImage, error_correction=qrcode.ERROR_CORRECT_M)
    return code.to_string(encoding="unicode")


def draw_mark():
    """The mark of the house, with the colours that a style sheet would give it."""
    drawn = glyph("brand").replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ')
    return drawn.replace('class="f"', 'fill="#14393b"').replace('class="n"', 'fill="#b2431d"')


def change_text(content, change):
    """The content with all its text changed."""
    if isinstance(content, str):
        return change(content)
    if isinstance(content, dict):
        return {name: change_text(value, change) for name, value in content.items()}
    return [change_text(value, change) for value in content] if isinstance(content, list | tuple) else content


def compose_line(text):
    """In one line and in composed letters, as fonts have them."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def replace_rare(text):
    return RARE.sub(lambda match: "?" if match[0].isalnum() else "", text)


@lru_cache(limits.PDFS_KEPT)
def render_pdf(template, data):
    """The bytes of the file; `data` is JSON.

    PDF/UA refuses letters that no font has: such a letter becomes "?", another sign nothing.
    """
    try:
        return compile_template(template, data)
    except typst.TypstError:
        logger.warning("PDF", extra={"event": "pdf_letters_replaced", "template": template})
        return compile_template(template, json.dumps(change_text(json.loads(data), replace_rare)))


def compile_template(template, data):
    return typst.compile(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        sys_inputs={"data": data},
    )
