import pytest

from markup.render import Person, excerpt, is_empty, render_markdown


def test_an_excerpt_is_plain_text():
    html = render_markdown(
        "# Titel\n\n*Sehr* geehrte\nDamen & `Herren` <b>\n\n- a\n- b\n\n|c|d|\n|-|-|\n|e|f|"
    ).html
    assert excerpt(html, 100) == "Titel Sehr geehrte Damen & Herren <b> a b c d e f"


def test_an_excerpt_leaves_quotes_and_blocks_of_code_out():
    html = render_markdown(
        "Vor\n\n> a\n>\n> > b\n>\n> c\n>\n> ```\n> c\n> ```\n> e\n\n```\nd\n```\n\nnach"
    ).html
    assert excerpt(html, 100) == "Vor nach"


def test_an_excerpt_keeps_the_numbers_of_ordered_lists():
    html = render_markdown("4. Mai: A\n18. Juni: B\n\n   - x\n\n   1. y\n19. C\n\n> 2. z").html
    assert excerpt(html, 100) == "4. Mai: A 18. Juni: B x 1. y 19. C"


def test_an_excerpt_keeps_what_is_no_mark():
    text = r"Bürger*innen, 2*3 m, \\fs01\_neu, https://a.de/x_-_y_-_z"
    assert excerpt(render_markdown(text).html, 100) == text


def test_an_excerpt_puts_space_between_blocks():
    assert excerpt("<p>a</p><p>b<br>c</p><ul><li>d</li></ul>", 100) == "a b c d"


def test_an_excerpt_holds_mentions():
    assert excerpt(render_markdown("@A!", mentionable={"A": Person(1, "Anna")}).html, 100) == "@Anna!"


@pytest.mark.parametrize(
    ("length", "cut"),
    [(11, "eins zwei d"), (10, "eins zwei…"), (9, "eins…"), (5, "eins…"), (4, "ein…"), (1, "…")],
)
def test_an_excerpt_is_cut_at_a_word(length, cut):
    assert excerpt("<p>eins zwei d</p>", length) == cut


def test_nothing_has_an_empty_excerpt():
    assert excerpt("", 10) == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "[x]: http://y",
        "---",
        "&nbsp;",
        "\u2800",
        "\u3164",
        "\u200d",
        "\ufe0f",
        ">",
        "- ",
        "4. ",
        "```\n```",
        "|||\n|-|-|",
    ],
)
def test_a_text_without_a_visible_character_is_empty(text):
    assert is_empty(render_markdown(text).html)


@pytest.mark.parametrize(
    "text", ["a", ".", "😀", "<!-- -->", "![](/x)", "[](/x)", "> a", "```\na\n```", "\\", "&#65;"]
)
def test_any_visible_character_is_something(text):
    assert not is_empty(render_markdown(text).html)
