"""Images of the editors as AVIF and WebP in the widths that screens need; a cut keeps to their focal point."""

from django import template
from wagtail.images.models import Filter, Picture
from wagtail.images.shortcuts import get_renditions_or_not_found

from cms import limits

register = template.Library()
FORMATS = ("avif", "webp")


@register.simple_tag
def wide_or_whole(image, is_wide, alt):
    """An image of the text."""
    width = min(image.width, image.height * 16 // 9) if is_wide else image.width
    widths = sorted({min(width, limit) for limit in limits.PICTURE_WIDTHS})
    specs = [f"fill-{one}x{max(one * 9 // 16, 1)}" if is_wide else f"width-{one}" for one in widths]
    shown = min(width, limits.PICTURE_COLUMN)
    return make_picture(image, specs, alt=alt, sizes=f"(max-width: {shown}px) 100vw, {shown}px")


@register.simple_tag
def portrait(image):
    """Round, by the class; the name stands beside it."""
    side = min(image.width, image.height, limits.PORTRAIT_WIDTH)
    return make_picture(image, [f"fill-{side}x{side}"], alt="", **{"class": "av av--l"})


def make_picture(image, specs, **attributes):
    filters = [Filter(spec=f"{spec}|format-{kind}") for kind in FORMATS for spec in specs]
    renditions = get_renditions_or_not_found(image, filters)
    return Picture(renditions, {**attributes, "loading": "lazy", "decoding": "async"})
