"""The list from which editors choose a block: ordered, explained, and with a picture of each in our look."""

from django.urls import reverse
from wagtail.blocks import StructBlock

from cms.blocks import ACROSS, SECTIONS
from cms.blocks.body import BodyBlock
from home.models import HomePage
from tests.support.pages.blocks import every_block, make_image

BLOCKS = HomePage._meta.get_field("body").stream_block.child_blocks
EMPTY = "Eine Vorschau gibt es, sobald etwas zum Auswählen da ist."


def preview(client, block):
    return client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})


def fields_of(block, path):
    """What editors fill in, but not the rows of a list, which explains them."""
    for name, child in block.child_blocks.items():
        yield f"{path}.{name}", child
        inner = getattr(child, "child_block", child)
        if isinstance(inner, StructBlock):
            yield from fields_of(inner, f"{path}.{name}")


def test_every_block_shows_itself_in_our_look(demo, client, emil, subtests):
    client.force_login(emil)
    make_image("Ein Hof")
    for name, block in BLOCKS.items():
        with subtests.test(msg=name):
            assert block.is_previewable
            response = preview(client, block)
            html = response.content.decode()
            assert response.status_code == 200
            assert "css/site.css" in html
            assert EMPTY not in html
            main = html[html.index("<main") : html.index("</main>")]
            assert "part" in main
            assert len(main) > 150
            assert "style=" not in html
            assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_an_empty_site_has_nothing_to_choose_and_says_so(db, client, emil, subtests):
    client.force_login(emil)
    for name, block in BLOCKS.items():
        with subtests.test(msg=name):
            response = preview(client, block)
            assert response.status_code == 200


def test_nobody_else_sees_previews(demo, client, anna):
    client.force_login(anna)
    assert preview(client, BLOCKS["text"]).status_code == 302


def test_every_block_and_every_field_is_explained(subtests):
    for name, block in BLOCKS.items():
        with subtests.test(msg=name):
            assert block.get_description()
            assert block.meta.group
            fields = list(fields_of(block, name)) if isinstance(block, StructBlock) else []
            unsaid = [path for path, field in fields if not help_of(field)]
            # Their labels say it.
            assert {path.rpartition(".")[2] for path in unsaid} <= {"title", "name", "image", "table"}


def help_of(block):
    return getattr(block.meta, "help_text", "") or getattr(getattr(block, "field", None), "help_text", "")


def test_the_groups_are_whole(subtests):
    groups = [block.meta.group for block in BodyBlock().child_blocks.values()]
    assert [group for number, group in enumerate(groups) if group not in groups[:number]] == [
        *("Text und Zahlen", "Bild und Film", "Listen und Karte", "Menschen und Mitmachen")
    ]


def test_every_kind_is_in_the_page_with_every_block(demo):
    assert {name for name, _ in every_block()} == set(BodyBlock().child_blocks)
    assert {*ACROSS, *SECTIONS} <= set(BLOCKS)
