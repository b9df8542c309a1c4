"""What leads paste from mail programs and tables, or upload: which addresses and names are found in it."""

import time

import pytest

from groups.invitations.lists.addresses import parse_lines
from groups.invitations.lists.tables import pasted_as_text

ANNA, BERND = "anna@stadt.example", "bernd@stadt.example"
PASTED = {
    "nothing": ("", []),
    "only spaces": (" \n\t\n ; ,", []),
    "one": (ANNA, [(ANNA, "")]),
    "one per line": (f"{ANNA}\n{BERND}\n", [(ANNA, ""), (BERND, "")]),
    "lines of Windows": (f"{ANNA}\r\n\r\n{BERND}\r\n", [(ANNA, ""), (BERND, "")]),
    "semicolons": (f"{ANNA};{BERND};", [(ANNA, ""), (BERND, "")]),
    "commas": (f"{ANNA}, {BERND},", [(ANNA, ""), (BERND, "")]),
    "spaces": (f"{ANNA} {BERND}", [(ANNA, ""), (BERND, "")]),
    "Outlook": (
        f"Müller, Anna <{ANNA}>; Ohm, Bernd <{BERND}>",
        [(ANNA, "Anna Müller"), (BERND, "Bernd Ohm")],
    ),
    "Thunderbird": (
        f"Anna Müller <{ANNA}>, Bernd Ohm <{BERND}>",
        [(ANNA, "Anna Müller"), (BERND, "Bernd Ohm")],
    ),
    "quoted names": (
        f"\"Müller, Anna\" <{ANNA}>, 'Bernd Ohm' <{BERND}>",
        [(ANNA, "Anna Müller"), (BERND, "Bernd Ohm")],
    ),
    "names and none": (f"Anna Müller <{ANNA}>, <{BERND}>", [(ANNA, "Anna Müller"), (BERND, "")]),
    "a named one before a bare one": (f"Anna <{ANNA}>, {BERND}", [(ANNA, "Anna"), (BERND, "")]),
    "a bare one before a named one": (f"{ANNA}, Bernd <{BERND}>", [(ANNA, ""), (BERND, "Bernd")]),
    "brackets alone": (f"<{ANNA}>", [(ANNA, "")]),
    "quotes around an address": (f"\"{ANNA}\"\n'{BERND}'", [(ANNA, ""), (BERND, "")]),
    "cells of a table": (f"Anna\tMüller\t{ANNA}\n{BERND}\tBernd", [(ANNA, "Anna Müller"), (BERND, "Bernd")]),
    "upper case": ("Anna@STADT.Example", [(ANNA, "")]),
    "a plus address": ("anna+netz@stadt.example", [("anna+netz@stadt.example", "")]),
    "fixed spaces": (f"\xa0{ANNA}\xa0\xa0{BERND}", [(ANNA, ""), (BERND, "")]),
    "a name in decomposed letters": (f"Anna Mu\u0308ller <{ANNA}>", [(ANNA, "Anna Müller")]),
    "a name with a joiner": (f"علی\u200cرضا <{ANNA}>", [(ANNA, "علی\u200cرضا")]),
    "a name turned round": (f"An\u202ena <{ANNA}>", [(ANNA, "")]),
    "an invisible name": (f"\u200b\u3164 <{ANNA}>", [(ANNA, "")]),
    "a control character in the name": (f"An\x08na <{ANNA}>", [(ANNA, "")]),
    "a null character in the name": (f"An\0na <{ANNA}>", [(ANNA, "")]),
    "a name without a letter": (f"123 <{ANNA}>", [(ANNA, "")]),
    "a name of 100 characters": (f"{'N' * 100} <{ANNA}>", [(ANNA, "N" * 100)]),
    "a name of 300 characters": (f"{'N' * 300} <{ANNA}>", [(ANNA, "")]),
    "lines of a Mac": (f"{ANNA}\r{BERND}\r", [(ANNA, ""), (BERND, "")]),
    "other ends of lines": (f"{ANNA}\x0b{BERND}\u2028{ANNA}\x85", [(ANNA, ""), (BERND, ""), (ANNA, "")]),
    "a link of Outlook": (f"Anna <{ANNA}<mailto:{ANNA}>>", [(ANNA, "Anna")]),
    "a link of Outlook without a name": (f"{ANNA}<mailto:{ANNA}>", [(ANNA, "")]),
    "a link of old Outlook": (f"Anna Müller [mailto:{ANNA}]", [(ANNA, "Anna Müller")]),
    "a link with a subject": (f"<MAILTO:{ANNA}?subject=Hallo>", [(ANNA, "")]),
    "an address as its own name": (f"'{ANNA}' <{ANNA}>", [(ANNA, "")]),
    "round brackets": (f"Anna Müller ({ANNA})", [(ANNA, "Anna Müller")]),
    "a title at the end": (f"Muster, Bernd, Dr. <{BERND}>", [(BERND, "Dr. Bernd Muster")]),
    "a title in front": (f"Prof. Dr. med. Muster, Bernd <{BERND}>", [(BERND, "Prof. Dr. med. Bernd Muster")]),
    "an office in brackets": (f"Muster, Bernd (Stadt Ulm) <{BERND}>", [(BERND, "Bernd Muster (Stadt Ulm)")]),
    "an office after the name": (
        f"Muster, Bernd, Stadt Ulm <{BERND}>",
        [(BERND, "Bernd Muster (Stadt Ulm)")],
    ),
    "invisible edges": (f"\u200b{ANNA}\u200b\n\ufeff\xa0{BERND}\u2060", [(ANNA, ""), (BERND, "")]),
    "edges of a window of Windows": (f"\u202a{ANNA}\u202c", [(ANNA, "")]),
    "a soft hyphen": ("An\xadna <anna@stadt\xad.example>", [(ANNA, "Anna")]),
    "two with a slash": (f"{ANNA}/{BERND}", [(ANNA, ""), (BERND, "")]),
    "two with a word": (f"{ANNA} oder {BERND}", [(ANNA, ""), (BERND, "")]),
    "a table with heads": (f"Vorname\tName\tE-Mail\nAnna\tMüller\t{ANNA}", [(ANNA, "Anna Müller")]),
    "CSV with heads": (f'Name;E-Mail\n"Müller, Anna";{ANNA}', [(ANNA, "Anna Müller")]),
    "no brackets within the name": (f"Anna [Rathaus] <{ANNA}>", [(ANNA, "Anna [Rathaus]")]),
}
UNUSABLE = {
    "a word": "Anna",
    "half an address": "anna@stadt",
    "two at signs": "anna@@stadt.example",
    "an umlaut before the at sign": "müller@stadt.example",
    "a null character": "an\0na@stadt.example",
    "a control character": '"an\x01na"@stadt.example',
    "a turned direction": "anna\u202e@stadt.example",
    "too long": f"{'a' * 64}@{'b' * 200}.example",
    "a header": "Bcc: <x y@stadt.example>",
    "an empty bracket": "Anna <>",
}


def found(lines):
    return [(line.email, line.name) for line in lines]


@pytest.mark.parametrize("what", PASTED)
def test_what_people_paste_is_read(what):
    text, expected = PASTED[what]
    assert found(parse_lines(pasted_as_text(text))) == expected


@pytest.mark.parametrize("what", UNUSABLE)
def test_what_is_no_address_stays_as_it_was_typed(what):
    lines = parse_lines(UNUSABLE[what])
    assert lines
    assert {line.email for line in lines} == {""}
    assert all(line.original and len(line.original) <= 200 for line in lines)


def test_one_bad_line_spoils_no_other():
    lines = parse_lines(f"{ANNA}\nanna@stadt\n{BERND}")
    assert [(line.email, line.original) for line in lines][1] == ("", "anna@stadt")
    assert [line.email for line in lines] == [ANNA, "", BERND]


def test_look_alike_letters_make_another_address():
    (latin,), (cyrillic,) = parse_lines("anna@stadt.example"), parse_lines("anna@st\u0430dt.example")
    assert latin.email != cyrillic.email == "anna@xn--stdt-63d.example"


@pytest.mark.parametrize("address", ["anna@münchen.example", "anna@xn--mnchen-3ya.example"])
def test_a_domain_with_an_umlaut_is_one_address_in_either_spelling(address):
    assert found(parse_lines(address)) == [("anna@xn--mnchen-3ya.example", "")]


def test_the_same_address_twice_is_two_lines():
    assert [line.email for line in parse_lines(f"{ANNA}\nAnna <{ANNA.upper()}>")] == [ANNA, ANNA]


def test_ten_thousand_lines_are_read():
    lines = parse_lines("\n".join(f"Person {number} <p{number}@stadt.example>" for number in range(10_000)))
    assert len(lines) == 10_000
    assert lines[-1].email == "p9999@stadt.example"


@pytest.mark.parametrize("text", ["a" * 20_000, f"{'a ' * 10_000}{ANNA}", "<" * 20_000, "Anna <" * 4_000])
def test_an_endless_line_does_not_hold_up_the_process(text):
    """As a file that is no table, or an endless line, may hold the process for hours."""
    began = time.process_time()
    parse_lines(text)
    assert time.process_time() - began < 1
