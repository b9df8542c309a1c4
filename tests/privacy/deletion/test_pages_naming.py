"""The published pages that name somebody are shown before the account goes, because nothing there goes by itself."""

import pytest

from privacy.deletion.editorial_report import published_pages_naming
from tests.privacy.deletion.deleting import DELETE
from tests.support.pages.forms import words

NAME = "Änne O'Neill-„Müller“"


@pytest.fixture
def aenne(person):
    return person("Aenne")


def named(user, name, page):
    user.name = name
    return page.pk in published_pages_naming(user).values_list("pk", flat=True)


def test_a_name_is_found_in_title_and_body_of_published_pages_only(demo, aenne):
    assert not named(aenne, NAME, demo)
    demo.title = f"Gespräch mit {NAME.upper()}"
    demo.save()
    assert named(aenne, NAME, demo)
    demo.unpublish()
    assert not named(aenne, NAME, demo)


def test_a_name_or_an_address_is_found_in_a_block(demo, aenne):
    block = next(block for block in demo.body.raw_data if '"' in str(block) or "'" in str(block["value"]))
    text = next(text for text in strings(block["value"]) if len(text) > 12 and text.isprintable())
    assert named(aenne, " ".join(text.replace("&amp;", "&").split()[:4]), demo)
    aenne.email = text.split()[0]
    assert named(aenne, NAME, demo)


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


def test_the_preview_shows_them(demo, aenne, signed_in):
    demo.title = f"Gespräch mit {aenne.name}"
    demo.save()
    page = signed_in(aenne).get(DELETE)
    assert f"sagen Sie bitte der Redaktion: {demo.title}" in words(page.content.decode())
