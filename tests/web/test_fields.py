"""What people paste into one line or several: what is dropped, what is kept, and what is said."""

import pytest
from django.core.exceptions import ValidationError

from web.fields import CodeField, FactorCodeField, LineField, TextField

ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
ASK = "Bitte löschen Sie es, oder tippen Sie den Text neu."


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("Bürger\u00adbeteiligung\u200b in Ulm\ufeff", "Bürgerbeteiligung in Ulm"),
        ("\u200eUlm\u200f \u2060Nord", "Ulm Nord"),
        ("Müde \U0001fae9 und \U0001fac6", "Müde \U0001fae9 und \U0001fac6"),
        (f"Aus {ENGLAND} gelernt", f"Aus {ENGLAND} gelernt"),
        (f"Ohne Fahne{ENGLAND[1:]}", "Ohne Fahne"),
        ("👩🏽\u200d🔬 ❤\ufe0f می\u200cخواهم", "👩🏽\u200d🔬 ❤\ufe0f می\u200cخواهم"),
        ("Jo\u200b\u0308rg", "Jörg"),
        (
            "eins\x0bzwei\x0cdrei\x85vier\u2028fünf\u2029sechs\r\n sieben\u2800",
            "eins zwei drei vier fünf sechs sieben",
        ),
        ("\u200b\u00ad", ""),
    ],
)
def test_a_line_loses_what_nobody_sees_and_keeps_the_rest(typed, cleaned):
    assert LineField(required=False).clean(typed) == cleaned


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Quartier Ulm\u202emlU", f"Zeichen 13: unsichtbar, ändert die Schreibrichtung. {ASK}"),
        ("\u2066Ulm\u2069", f"Zeichen 1: unsichtbar, ändert die Schreibrichtung. {ASK}"),
        (" Ulm\x08", f"Zeichen 5: ein unsichtbares Steuerzeichen. {ASK}"),
        ("Ulm\x9b", f"Zeichen 4: ein unsichtbares Steuerzeichen. {ASK}"),
        ("Ulm\0\u202e", f"Zeichen 4: ein unsichtbares Steuerzeichen. {ASK}"),
        ("\u200d\ufe0f", "Bitte verwenden Sie nur sichtbare Zeichen."),
        ("Ulm Nordwest", "2 Zeichen zu viel: Es sind 12, möglich sind 10."),
    ],
)
def test_a_line_is_refused_with_the_place_named(typed, told):
    with pytest.raises(ValidationError) as refused:
        LineField(max_length=10 if "Nord" in typed else None).clean(typed)
    assert refused.value.messages == [told]


def test_what_is_dropped_does_not_count():
    assert LineField(max_length=3).clean("  U\u00adl\u200bm\u00ad ") == "Ulm"


def test_every_line_end_of_a_text_is_a_line_break_and_counts_as_one_character():
    assert TextField(max_length=13).clean("a\r\nb\rc\x0bd\x0ce\x85f\u2028g") == "a\nb\nc\nd\ne\nf\ng"


def test_a_text_says_by_how_much_it_is_too_long():
    with pytest.raises(ValidationError) as refused:
        TextField(max_length=2_000).clean("a" * 3_500)
    assert refused.value.messages == ["1.500 Zeichen zu viel: Es sind 3.500, möglich sind 2.000."]


def test_a_code_of_six_digits_sends_itself_but_not_one_that_may_go_on():
    assert "data-sends" in CodeField().widget.attrs
    assert "data-sends" not in FactorCodeField().widget.attrs
