"""Stroke icons of the interface on a grid of 24 units."""

from functools import cache

from django.utils.safestring import SafeString

from .svg import element

_SHAPES = {
    "attach": '<path d="M8 12.5l6-6a3.2 3.2 0 0 1 4.5 4.5L11 18.5a5 5 0 0 1-7-7l7-7"/>',
    "bell": '<path d="M6 17V11a6 6 0 0 1 12 0v6l2 2H4zM10 21h4"/>',
    "bold": '<path d="M7 4h6a4 4 0 0 1 0 8H7zM7 12h7a4 4 0 0 1 0 8H7z"/>',
    "book": '<path d="M4 5h6q2 0 2 2v13q0-2-2-2H4zM20 5h-6q-2 0-2 2v13q0-2 2-2h6z"/>',
    "calendar": '<path d="M4 6h16v14H4zM4 10h16M8 3v4M16 3v4"/>',
    "check": '<path d="M4 12.5l5 5L20 6.5"/>',
    "close": '<path d="M5 5l14 14M19 5L5 19"/>',
    "contrast": '<path d="M12 3v18M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18"/>',
    "device": '<path d="M5 5h14v10H5zM2 19h20"/>',
    "down": '<path d="M12 4v15M6 13l6 6 6-6"/>',
    "download": '<path d="M12 4v11M6 11l6 6 6-6M4 21h16"/>',
    "file": '<path d="M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6"/>',
    "filter": '<path d="M3 6h18M6 12h12M10 18h4"/>',
    "hand": (
        '<path d="M7 12V5.5a1.5 1.5 0 0 1 3 0V11M10 10.5V4a1.5 1.5 0 0 1 3 0v6.5'
        'M13 10.5V5.5a1.5 1.5 0 0 1 3 0V13M16 11l1.5-1.5a1.5 1.5 0 0 1 2.2 2L16 18q-2 3-5 3-4 0-4-5v-4"/>'
    ),
    "heading": '<path d="M5 4v16M14 4v16M5 12h9M18 9v11"/>',
    "italic": '<path d="M10 4h8M6 20h8M14 4l-4 16"/>',
    "key": '<path d="M8 12a4 4 0 1 1-.1 0M11.5 12H21v4M17 12v3"/>',
    "link": (
        '<path d="M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1"/>'
    ),
    "list": '<path d="M9 6h11M9 12h11M9 18h11M4 6h.01M4 12h.01M4 18h.01"/>',
    "lock": '<path d="M5 11h14v10H5zM8 11V8a4 4 0 0 1 8 0v3"/>',
    "mail": '<path d="M3 5h18v14H3zM3 6l9 7 9-7"/>',
    "map": '<path d="M3 6l6-2 6 2 6-2v14l-6 2-6-2-6 2zM9 4v14M15 6v14"/>',
    "mention": (
        '<circle cx="12" cy="12" r="3.5"/><path d="M15.5 9v5a2.5 2.5 0 0 0 5 0v-2a8.5 8.5 0 1 0-3.5 7"/>'
    ),
    "menu": '<path d="M3 6h18M3 12h18M3 18h18"/>',
    "offline": (
        '<path d="M3 3l18 18M5 12a10 10 0 0 1 4-2.5M15 9.5a10 10 0 0 1 4 2.5'
        'M9 16a4.5 4.5 0 0 1 6 0M12 20h.01"/>'
    ),
    "pen": '<path d="M4 20l1-5L16 4l4 4L9 19z"/>',
    "person": '<path d="M12 4a4 4 0 1 1 0 8a4 4 0 1 1 0-8M4 21c0-4 3-6 8-6s8 2 8 6"/>',
    "phone": '<path d="M8 3h8v18H8zM11 18h2"/>',
    "pin": '<path d="M9 3h6l-1 7 4 4H6l4-4zM12 14v7"/>',
    "quote": '<path d="M5 6h5v6q0 5-5 6M14 6h5v6q0 5-5 6"/>',
    "reply": '<path d="M10 6L4 12l6 6M4 12h10a6 6 0 0 1 6 6v1"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="M15 15l5.5 5.5"/>',
    "sign-out": '<path d="M10 4H4v16h6M14 8l4 4-4 4M8 12h10"/>',
    "trash": '<path d="M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13"/>',
    "up": '<path d="M12 20V5M6 11l6-6 6 6"/>',
    "warning": '<path d="M12 3l10 18H2zM12 10v5M12 18h.01"/>',
}

NAMES = tuple(_SHAPES)


@cache
def icon(name: str) -> SafeString:
    """Return an icon; an unknown name raises KeyError."""
    return element("icon", "0 0 24 24", _SHAPES[name])
