import pytest

from markup.render import render_markdown
from markup.sanitise import is_link
from tests.markup.checker import EXTERNAL_REL, Page


def links(text):
    page = Page(render_markdown(text).html)
    assert page.faults == []
    return [link["href"] for link in page.of("a")]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://ulm.de", "https://ulm.de"),
        ("HTTP://ulm.de/x", "HTTP://ulm.de/x"),
        ("Siehe https://ulm.de/a_b_c?d=1&e=2#f.", "https://ulm.de/a_b_c?d=1&e=2#f"),
        ("(siehe https://ulm.de/a)", "https://ulm.de/a"),
        ("https://de.wikipedia.org/wiki/Ulm_(Stadt)", "https://de.wikipedia.org/wiki/Ulm_(Stadt)"),
        ("(https://de.wikipedia.org/wiki/Ulm_(Stadt)).", "https://de.wikipedia.org/wiki/Ulm_(Stadt)"),
        ("„https://ulm.de“!", "https://ulm.de"),
        ("**https://ulm.de**", "https://ulm.de"),
        ("https://files.example/a_-_b_-_c.pdf", "https://files.example/a_-_b_-_c.pdf"),
        ("(https://files.example/a*b*c).", "https://files.example/a*b*c"),
        ("**https://files.example/x~~y**, so", "https://files.example/x~~y"),
        ("*siehe https://ulm.de/*_a_*b*", "https://ulm.de/*_a_*b"),
        ("_https://ulm.de/a_b_", "https://ulm.de/a_b"),
        (r"https://ulm.de/a\_-\_b", "https://ulm.de/a_-_b"),
        ("[https://ulm.de/_a_b]", "https://ulm.de/_a_b"),
        ("https://ulm.de/?a[0][x]=_1_&amp;b=_2&c[]", "https://ulm.de/?a%5B0%5D%5Bx%5D=_1_&b=_2&c%5B%5D"),
        ("HTTPS://ulm.de/*a*b", "HTTPS://ulm.de/*a*b"),
        ("https://müller.de/ä", "https://xn--mller-kva.de/%C3%A4"),
        ("https://social.example/@anna", "https://social.example/@anna"),
        ("<https://ulm.de>", "https://ulm.de"),
        ("anna.m+x@stadt-ulm.de.", "mailto:anna.m+x@stadt-ulm.de"),
        ("(anna@ulm.de)", "mailto:anna@ulm.de"),
        ("<anna@ulm.de>", "mailto:anna@ulm.de"),
        ("[x](/gruppen/a:b/)", "/gruppen/a:b/"),
        ("[x](?seite=2#beitrag-7)", "?seite=2#beitrag-7"),
        ("[x](#y)", "#y"),
        ("[x](mailto:anna@ulm.de)", "mailto:anna@ulm.de"),
        ('[x](https://ulm.de "Titel")', "https://ulm.de"),
    ],
)
def test_an_address_is_a_link(text, address):
    assert links(text) == [address]


@pytest.mark.parametrize(
    "text",
    [
        "`https://ulm.de anna@ulm.de`",
        "```\nhttps://ulm.de anna@ulm.de\n```",
        "http://",
        "https:// ulm.de",
        "https://a[b]",
        "[x](https://a[b)",
        "xhttps://ulm.de",
        "ulm.de",
        "anna@ulm",
        "@anna@ulm.de",
        "[x](//evil.example)",
        "[x](ftp://ulm.de)",
        "[x](seite)",
    ],
)
def test_other_text_is_no_link(text):
    assert links(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "[https://a.de](https://b.de)",
        "[https://a.de/_x_[1]](https://b.de)",
        "[https://a.de][b]\n\n[b]: https://b.de",
    ],
)
def test_an_address_inside_a_link_is_no_second_link(text):
    assert links(text) == ["https://b.de"]


def test_the_punctuation_around_an_address_stays():
    assert Page(render_markdown("(https://ulm.de/a), x").html).text == "(https://ulm.de/a), x\n"


def test_only_links_that_leave_us_say_so():
    page = Page(render_markdown("https://ulm.de [x](HTTPS://a.de) [x](/y) anna@ulm.de").html)
    assert [link.get("rel") for link in page.of("a")] == [EXTERNAL_REL, EXTERNAL_REL, None, None]


@pytest.mark.parametrize(
    "address", ["/a\\b", "/a b", "/a\nb", "https://a.de\t", "//a", "", "javascript:x", "/\x01"]
)
def test_an_address_that_a_browser_would_read_otherwise_is_refused_whole(address):
    assert not is_link(address)
