import pytest

from markup.render import render_markdown
from tests.markup.checker import Page


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("eins\nzwei", "<p>eins<br>\nzwei</p>\n"),
        ("eins  \nzwei", "<p>eins<br>\nzwei</p>\n"),
        ("eins\n\nzwei", "<p>eins</p>\n<p>zwei</p>\n"),
        ("*a* **b** ~~c~~ `d`", "<p><em>a</em> <strong>b</strong> <s>c</s> <code>d</code></p>\n"),
        ("# a\n## b\n### c\n###### d", "<h3>a</h3>\n<h4>b</h4>\n<h5>c</h5>\n<h5>d</h5>\n"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>\n'),
        ("Gruß\n---\nAnna", "<p>Gruß</p>\n<hr>\n<p>Anna</p>\n"),
        ("    eingerückt", "<p>eingerückt</p>\n"),
        ("```python\n*a*\n```", '<pre tabindex="0"><code>*a*\n</code></pre>\n'),
        ("> a", '<blockquote class="quote">\n<p>a</p>\n</blockquote>\n'),
        ("5 < 6 & 7 > 3", "<p>5 &lt; 6 &amp; 7 &gt; 3</p>\n"),
        ("", ""),
    ],
)
def test_markdown_becomes_html(text, html):
    assert render_markdown(text).html == html


@pytest.mark.parametrize(
    "text",
    [
        "Bürger*innen und Nachbar*innen",
        "2*3 m und 4*5 m",
        "Freund**innen und Kolleg**innen",
        "ein_name und noch_ein_name",
        "a~~b und c~~d",
        "Zoe\u0331*s und Bo\u0331*s",
        r"\\fs01\ordner\_Vorlagen",
        r"\\fs01\_alt_\*neu* und C:\_neu_\_a",
        r"C:\_neu und D:\_alt",
        r"Dateien\_neu, \_Vorlagen, ordner\[alt], (\d+\.\d) und \$x",
        "Ordner C:\\",
        r"~\~$Bericht.docx",
    ],
)
def test_what_is_no_mark_stays_as_it_was_typed(text):
    assert render_markdown(text).html == f"<p>{text}</p>\n"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (r"\*so\*", "*so*"),
        (r"Bürger\*innen, 2 \* 3", "Bürger*innen, 2 * 3"),
        (r"\_so\_ \~~so~~", "_so_ ~~so~~"),
        (r"\`so`", "`so`"),
        (r"4\. Mai", "4. Mai"),
        (r"\# so", "# so"),
        (r"\- so", "- so"),
        (r"\> so", "&gt; so"),
        (r"\[a](/x) \![a](/x)", '[a](/x) !<a href="/x">a</a>'),
        (r"\&amp;", "&amp;amp;"),
        ("*Bürger*innen* und _ein_name_", "<em>Bürger*innen</em> und <em>ein_name</em>"),
        (r"**\\fs01\_alt**", r"<strong>\\fs01\_alt</strong>"),
        ("eins\\\nzwei", "eins\\<br>\nzwei"),
    ],
)
def test_a_backslash_takes_the_meaning_of_a_mark_away(text, html):
    assert render_markdown(text).html == f"<p>{html}</p>\n"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("4. Mai: A\n18. Juni: B", '<ol start="4">\n<li>Mai: A</li>\n<li value="18">Juni: B</li>\n</ol>\n'),
        ("1) a\n1) b\n2) c", '<ol>\n<li>a</li>\n<li value="1">b</li>\n<li>c</li>\n</ol>\n'),
        (
            "7. a\n\n   9. b\n   3. c\n\n0. d",
            '<ol start="7">\n<li>\n<p>a</p>\n<ol start="9">\n<li>b</li>\n<li value="3">c</li>\n</ol>\n</li>\n'
            '<li value="0">\n<p>d</p>\n</li>\n</ol>\n',
        ),
    ],
)
def test_an_ordered_list_keeps_the_numbers_that_were_typed(text, html):
    assert render_markdown(text).html == html


def test_a_table_stands_in_a_region_that_scrolls():
    page = Page(render_markdown("|Stadt|Zahl|\n|-|-:|\n|Ulm|3|").html)
    assert page.elements[0] == (
        "div",
        {"class": "table", "tabindex": "0", "role": "region", "aria-label": "Tabelle"},
    )
    assert (page.of("th"), page.of("td")) == ([{}, {}], [{}, {}])
    assert page.faults == []


@pytest.mark.parametrize(
    ("text", "address", "words"),
    [
        ("![Der *Hof*](https://a.de/b.png)", "https://a.de/b.png", "Der Hof"),
        ("![](https://a.de/b.png)", "https://a.de/b.png", "https://a.de/b.png"),
        ("![](/bilder/b.png)", "/bilder/b.png", "/bilder/b.png"),
        ("![Hof][h]\n\n[h]: https://a.de/b.png", "https://a.de/b.png", "Hof"),
        ("[![Hof](https://a.de/b.png)](/ziel)", "/ziel", "Hof"),
        ("[](/ziel)", "/ziel", "/ziel"),
    ],
)
def test_an_image_is_a_link_and_a_link_is_never_without_words(text, address, words):
    page = Page(render_markdown(text).html)
    assert [link["href"] for link in page.of("a")] == [address]
    assert page.text.strip() == words
    assert page.faults == []


def test_the_text_is_normalised_before_it_is_rendered():
    assert render_markdown("\n\nJo\u0308rg\u202e\r\nx\n").html == "<p>Jörg<br>\nx</p>\n"


def test_a_character_reference_brings_no_invisible_character_back():
    assert render_markdown("a&#x202e;&#8206;&shy;&#x3164;b").html == "<p>ab</p>\n"
