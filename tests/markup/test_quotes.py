import pytest

from markup.quoting import quote_text
from markup.render import Reference, excerpt, quoted_numbers, render_markdown
from tests.markup.checker import Page

POSTS = {7: Reference("Anna Muster", "?seite=1#beitrag-7"), 12: Reference("<em>", "#beitrag-12")}
FROM_ANNA = '<p class="quote__from"><a href="?seite=1#beitrag-7">Anna Muster, Nr. 7</a></p>\n'


@pytest.mark.parametrize(
    "line", ["Jemand anderes, Nr. 7:", "Jemand, Nr. 7", "Nr. 7:", "Nr. 7", "A, B, Nr. 7:  ", "**x**, Nr.7:"]
)
def test_a_quote_names_the_true_author_whatever_was_typed(line):
    html = render_markdown(f"> {line}\n> Hallo", quotable=POSTS).html
    assert html == f'<blockquote class="quote">\n{FROM_ANNA}<p>Hallo</p>\n</blockquote>\n'
    assert quoted_numbers(f"> {line}\n> Hallo") == {7}


@pytest.mark.parametrize(
    "text",
    [
        "> Jemand, Nr. 7: Hallo",
        "> Jemand Nr. 7:\n> Hallo",
        "> Hallo\n> Jemand, Nr. 7:",
        "> # Nr. 7:",
        "> Nr. 07:",
        "> Nr. 0",
        "> Nr. 9999999999",
        "Jemand, Nr. 7:",
        "`> Nr. 7:`",
        "```\n> Nr. 7:\n```",
        ">",
        "> ",
        "",
    ],
)
def test_anything_else_is_no_quote_of_a_post(text):
    html = render_markdown(text, quotable=POSTS).html
    assert (quoted_numbers(text), "quote__from" in html) == (frozenset(), False)


def test_a_number_that_may_not_be_quoted_stays_text():
    html = '<blockquote class="quote">\n<p>Anna, Nr. 8:<br>\nHallo</p>\n</blockquote>\n'
    assert render_markdown("> Anna, Nr. 8:\n> Hallo", quotable=POSTS).html == html
    assert quoted_numbers("> Anna, Nr. 8:\n> Hallo") == {8}


def test_a_quote_may_hold_nothing_but_its_author():
    assert (
        render_markdown("> Nr. 7", quotable=POSTS).html
        == f'<blockquote class="quote">\n{FROM_ANNA}</blockquote>\n'
    )


def test_a_quote_may_begin_with_a_list_or_stand_inside_one():
    assert FROM_ANNA in render_markdown("> Nr. 7\n> - a", quotable=POSTS).html
    assert FROM_ANNA in render_markdown("- > Nr. 7\n  > a", quotable=POSTS).html


def test_each_quote_has_its_own_author():
    text = "> Nr. 7\n> a\n\nJa.\n\n> Nr. 12\n> b\n>\n> > Nr. 7\n> > c"
    page = Page(render_markdown(text, quotable=POSTS).html)
    assert [link["href"] for link in page.of("a")] == [
        "?seite=1#beitrag-7",
        "#beitrag-12",
        "?seite=1#beitrag-7",
    ]
    assert "<em>, Nr. 12" in page.text
    assert quoted_numbers(text) == {7, 12}


def test_numbers_are_found_in_text_that_is_not_normalised():
    assert quoted_numbers("\r> Nr.\u200b 7\r> a") == {7}


def test_the_caller_looks_up_fifty_posts_at_most():
    assert quoted_numbers("\n\n".join(f"> Nr. {n}" for n in range(1, 99))) == set(range(1, 51))


def test_the_button_writes_author_text_and_room_for_an_answer():
    assert quote_text("Hallo  \r\n*Welt*\n\n- a", "Hanna Musterle", 7) == (
        "> Hanna Musterle, Nr. 7:\n> Hallo  \n> *Welt*\n>\n> - a\n\n".replace("Hallo  ", "Hallo")
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("> Ben, Nr. 3:\n> x\n\nJa.", "> Ja.\n"),
        ("Vor\n\n> x\ny\n\nNach", "> Vor\n>\n> Nach\n"),
        ("> nur\n> Zitat", ""),
        ("- > in der Liste", "> - > in der Liste\n"),
    ],
)
def test_a_quote_leaves_quotes_out(text, said):
    assert quote_text(text, "Anna", 7) == f"> Anna, Nr. 7:\n{said}\n"


@pytest.mark.parametrize(
    ("text", "end"), [("wort " * 300, " wort…\n\n"), ("x\n" * 400, "> x…\n\n"), ("a" * 900, "aa…\n\n")]
)
def test_a_long_quote_is_cut_at_a_word_or_line(text, end):
    source = quote_text(text, "Anna", 7)
    assert source.endswith(end)
    said = "\n".join(line.removeprefix("> ") for line in source.rstrip().split("\n")[1:])
    assert 500 < len(said) <= 600


def test_a_quote_that_fits_to_the_end_of_a_word_keeps_the_word():
    assert quote_text("worte " * 300, "Anna", 7) == f"> Anna, Nr. 7:\n> {'worte ' * 99}worte…\n\n"


@pytest.mark.parametrize("text", ["4. Mai: A\n18. Juni: B", "Termine:\n\n1. A\n1. B\n\n3. C"])
def test_a_quote_has_the_numbers_of_a_list_as_they_were_typed(text):
    html = render_markdown(quote_text(text, "Anna", 7), quotable=POSTS).html
    own = render_markdown(text).html
    assert "".join(f"> {line}\n" if line else ">\n" for line in text.split("\n")) in quote_text(
        text, "Anna", 7
    )
    assert excerpt(html.replace("blockquote", "div"), 99) == f"Anna Muster, Nr. 7 {excerpt(own, 99)}"


def test_what_the_button_writes_is_a_quote_of_that_post():
    for text in [
        "Hallo",
        "# Titel",
        "a|b\n-|-\n1|2",
        "---\nx",
        "===",
        "    x",
        "- a",
        "```\nx",
        "> x",
        "x" * 2_000,
    ]:
        source = quote_text(text, "Anna", 7) + "Antwort"
        page = Page(render_markdown(source, quotable=POSTS).html)
        assert (quoted_numbers(source), len(page.of("blockquote"))) == ({7}, 1)
        assert "</blockquote>\n<p>Antwort</p>" in render_markdown(source, quotable=POSTS).html
