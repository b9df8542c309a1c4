"""Names and addresses in all their spellings, and texts that want the search to take for ever."""

from time import process_time

import pytest

from markup.redaction import FORMER, NO_ADDRESS, Forgetting

LONG = 20_000


def gone(name="Jörg Müller-O'Neill", address="joerg_m@stadt.example"):
    return Forgetting(pk=5, names=frozenset({name}), addresses=frozenset({address}), words=frozenset({name}))


@pytest.mark.parametrize(
    "text",
    [
        "_Jörg Müller-O'Neill_",
        "__JÖRG MÜLLER-O’NEILL__",
        "J&ouml;rg&nbsp;M&#252;ller-O&#x27;Neill",
        "Jörg M&uuml;ller\\-O\\'Neill",
        "Jörg\\\n> Müller-O'Neill",
    ],
)
def test_a_name_is_found_however_markdown_writes_it(text):
    assert gone().forget(text).strip("_") == FORMER


@pytest.mark.parametrize(
    "text",
    [
        "joerg\\_m\\@stadt.example",
        "JOERG_M&#64;stadt&period;example",
        "joerg_m+netz@stadt.example",
        "_joerg_m@stadt.example_",
        "an...joerg_m@stadt.example",
        "die joerg_m@stadt.example-Adresse",
    ],
)
def test_an_address_is_found_however_markdown_writes_it(text):
    assert NO_ADDRESS in gone().forget(text)


@pytest.mark.parametrize("words", ["", "  "])
def test_a_link_without_words_leaves_no_empty_text(words):
    assert gone().forget(f"[{words}](mailto:joerg_m@stadt.example)") == NO_ADDRESS


@pytest.mark.parametrize(
    "text",
    [
        "x.joerg_m@stadt.example",
        "x_joerg_m@stadt.example",
        "joerg_m@stadt.example-dorf.de",
        "xjoerg_m@stadt.example",
    ],
)
def test_the_addresses_of_others_stay(text):
    assert gone().forget(text) == text


def test_addresses_of_pages_lose_the_name_too():
    text = "[Vortrag](https://x.example/J%C3%B6rg%20M%C3%BCller-O%27Neill.pdf), https://x.example/joerg-mueller-oneill/"
    assert (
        gone().forget(text)
        == "[Vortrag](https://x.example/ehemaliges-mitglied.pdf), https://x.example/ehemaliges-mitglied/"
    )


@pytest.mark.parametrize("name", ["> " * 49 + "x", "[ " * 49 + "x", "\\ " * 49 + "x", "ß " * 49 + "x", "a s"])
@pytest.mark.parametrize(
    "piece",
    ["\n>", "[", "[ ", "\\ ", "> ", "ss ", " ", "&nbsp;", "\\", "_", "a' ", "themen/1/a", "https://a-s"],
)
def test_no_name_and_no_text_make_it_slow(name, piece):
    person = gone(name)
    for text in (piece * (LONG // len(piece)), "a" + piece * (LONG // len(piece))):
        begin = process_time()
        person.forget(text)
        person.is_named(text)
        assert process_time() - begin < 3
