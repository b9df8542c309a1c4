import pytest

from markup.render import Person, Reference, excerpt, is_empty, quoted_numbers, render_markdown
from tests.markup.checker import Page, faults
from tests.markup.hostile import HEAVY, LINKS, ODD, RAW

PEOPLE = {"Hanna": Person(7, "<script>alert(1)</script>"), "H": Person(8, "\"'\u202e")}
AROUND = ["**{}**", "> {}", "- {}", "# {}", "|a|\n|-|\n|{}|", "[{}](/x)", "![{}](/x)"]
POSTS = {7: Reference("<img src=x onerror=alert(1)>", "#beitrag-7")}


def rendered(text):
    return render_markdown(text, mentionable=PEOPLE, quotable=POSTS).html


@pytest.mark.parametrize("text", [*LINKS, *RAW, *ODD, "@Hanna @H", "> x, Nr. 7:\n> y"])
def test_hostile_text_becomes_harmless_html(text):
    assert faults(rendered(text)) == []


@pytest.mark.parametrize("text", [*LINKS, *RAW])
def test_hostile_text_is_harmless_wherever_it_stands(text):
    assert {around: found for around in AROUND if (found := faults(rendered(around.format(text))))} == {}


@pytest.mark.parametrize("text", RAW)
def test_raw_html_is_shown_as_it_was_typed(text):
    assert {tag for tag, _ in Page(rendered(text)).elements} <= {"p", "a"}


@pytest.mark.parametrize(
    "text",
    [
        '<span class="mention" data-person="1">@Chefin</span>',
        '<p class="quote__from"><a href="/x">Chefin, Nr. 7</a></p>',
        '<div class="table" id="x">x</div>',
        "[x](/y){.mention #id}",
        '```mention" id="x\nx\n```',
        "# x {#id .mention}",
    ],
)
def test_an_author_cannot_forge_what_only_we_may_write(text):
    attributes = {name for _, attributes in Page(render_markdown(text).html).elements for name in attributes}
    assert attributes <= {"href", "tabindex"}


@pytest.mark.parametrize("text", HEAVY.values(), ids=HEAVY)
def test_a_heavy_text_returns_and_is_harmless(text):
    html = rendered(text)
    assert faults(html) == []
    assert isinstance(quoted_numbers(text), frozenset)
    assert len(excerpt(html, 200)) <= 200
    assert is_empty(html) == (Page(html).text.strip() == "")


def test_a_text_of_very_many_blocks_becomes_one_paragraph_and_loses_no_words():
    page = Page(render_markdown("\n\n".join(f"*Absatz {number}*" for number in range(2_001))).html)
    assert len(page.of("p")) == 1
    assert len(page.of("em")) == 2_001


@pytest.mark.parametrize("before", ["", "x\n" * 1_000])
@pytest.mark.parametrize("row", ["z{}|y\n", "z{}|y\n\na|b\n-|-\n"])
def test_the_rows_that_are_too_many_for_tables_are_ordinary_lines(before, row):
    page = Page(render_markdown(f"{before}a|b\n-|-\n" + "".join(map(row.format, range(500)))).html)
    assert 200 < len(page.of("td")) + len(page.of("th")) <= 800
    assert "z499|y" in page.text
