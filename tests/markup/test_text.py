import pytest

from markup.text import normalised

ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
FACE_OF_UNICODE_16 = "\U0001fae9"


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("Mu\u0308ller", "Müller"),
        ("u\u200b\u0308", "ü"),
        ("a\x00b\x07c\x1bd\x7fe\x80f", "abcdef"),
        ("a\x0bb\x0cc\x85d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"),
        ("a\tb\nc", "a\tb\nc"),
        ("a\u202ab\u202ec\u2066d\u2069e\u200ef\u200fg\u061ch", "abcdefgh"),
        ("a\u200bb\u00adc\ufeffd\u2060e\U000e0041f", "abcdef"),
        ("a\ud800b\ue000c", "abc"),
        ("a\u115fb\u1160c\u3164d\uffa0e", "abcde"),
        ("👩\u200d🔬 می\u200cخواهم ❤\ufe0f", "👩\u200d🔬 می\u200cخواهم ❤\ufe0f"),
        (f"{ENGLAND} {FACE_OF_UNICODE_16}", f"{ENGLAND} {FACE_OF_UNICODE_16}"),
        (f"a{ENGLAND[1:]} {ENGLAND[:3]}", f"a {ENGLAND[0]}"),
        ("a\ufffeb\ufdd0c\u2065d\U000e0fffe\U0003fffff", "abcdef"),
        ("a  \nb", "a  \nb"),
        ("\n \n\t\n  a\n\n\n", "  a"),
        ("a \t\n", "a"),
        (" \n\u200b\n", ""),
    ],
)
def test_text_is_stored_in_one_form(text, stored):
    assert normalised(text) == stored
    assert normalised(stored) == stored


@pytest.mark.parametrize(
    "text",
    [
        "\r\x00\n\ra",
        "\u0308\n\u200b\n u",
        "a\u0301\u0323\u200bb\u0327",
        "\u2028\n\u1100\u1161\u200e\u11a8\u00a0\n",
        "\u0344\u2126",
    ],
)
def test_normalising_twice_changes_nothing(text):
    assert normalised(normalised(text)) == normalised(text)
