"""What leads paste from mail programs and tables, or upload: which addresses and names are found in it."""

import io
import time
import zipfile

import pytest
from django.core.exceptions import ValidationError

from groups.invitations.addresses import NO_ADDRESS, NO_TEXT, csv_as_text, parse_lines

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
    "an invisible space": "anna@stadt.example\u200b",
    "too long": f"{'a' * 64}@{'b' * 200}.example",
    "a header": "Bcc: <x y@stadt.example>",
    "an empty bracket": "Anna <>",
}
TABLES = {
    "semicolons": f"Vorname;Nachname;E-Mail\nAnna;Müller;{ANNA}\n",
    "commas": f"Vorname,Nachname,E-Mail\nAnna,Müller,{ANNA}\n",
    "tabs": f"Vorname\tNachname\tE-Mail\nAnna\tMüller\t{ANNA}\n",
    "lines of Windows": f"Vorname;Nachname;E-Mail\r\nAnna;Müller;{ANNA}\r\n",
    "other heads": f"NAME;Mailadresse\nAnna Müller;{ANNA}\n",
    "first name and name": f"Vorname;Name;E-Mail\nAnna;Müller;{ANNA}\n",
    "last name first": f"Name;E-Mail\nMüller, Anna;{ANNA}\n",
    "a postal address, too": f"Adresse;Name;E-Mail\nMarkt 1, 89073 Ulm;Anna Müller;{ANNA}\n",
    "quoted cells": f'"Name";"E-Mail"\n"Müller, Anna";"{ANNA}"\n',
    "a line break in a cell": f'"Name";"E-Mail"\r\n"Anna\r\nMüller";"{ANNA}"\r\n',
    "brackets in a cell": f"Name;E-Mail\nAnna <Müller>;{ANNA}\n",
    "empty lines": f";;\nVorname;Nachname;E-Mail\n\n;;\nAnna;Müller;{ANNA}\n;;\n",
    "spaces in cells": f" Vorname ; Nachname ; E-Mail \n Anna ; Müller ; {ANNA} \n",
}
ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "utf-16")


def found(lines):
    return [(line.email, line.name) for line in lines]


def of_file(data):
    return found(parse_lines(csv_as_text(data)))


def spreadsheet():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", f"<c>{ANNA}</c>" * 50)
    return data.getvalue()


NO_TABLES = {
    "a spreadsheet": spreadsheet(),
    "an image": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00a@b.de",
    "a photo": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00a@b.de",
    "half of UTF-16": ANNA.encode("utf-16") + b"\xd8",
    "UTF-16 without a mark": ANNA.encode("utf-16-le"),
    "no letters of Windows": ANNA.encode() + b"\x81\x8d",
    "a cell without end": b'Name;E-Mail\n"' + b"anna@stadt.example " * 10_000,
}


@pytest.mark.parametrize("what", PASTED)
def test_what_people_paste_is_read(what):
    text, expected = PASTED[what]
    assert found(parse_lines(text)) == expected


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
    assert latin.email != cyrillic.email
    assert "\u0430" in (cyrillic.email or cyrillic.original)


@pytest.mark.parametrize("address", ["anna@münchen.example", "anna@xn--mnchen-3ya.example"])
def test_a_domain_with_an_umlaut_is_an_address(address):
    assert found(parse_lines(address)) == [(address, "")]


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


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("what", TABLES)
def test_a_table_is_read_in_each_encoding(what, encoding):
    assert of_file(TABLES[what].encode(encoding)) == [(ANNA, "Anna Müller")]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", [f"{ANNA}\n{BERND}", f"{ANNA};1\n{BERND};2", f"E-Mail\n{ANNA}\n{BERND}\n"])
def test_a_table_needs_no_names_and_no_heads(text, encoding):
    assert of_file(text.encode(encoding)) == [(ANNA, ""), (BERND, "")]


def test_a_row_without_an_address_is_not_lost():
    lines = parse_lines(csv_as_text(f"Name;E-Mail\nAnna Müller;{ANNA}\nBernd; Ohm\n".encode()))
    assert [(line.email, line.original) for line in lines][1] == ("", "Bernd Ohm")


def test_more_cells_than_heads_are_no_problem():
    assert of_file(f"E-Mail\n{ANNA};Anna;x;y\n".encode()) == [(ANNA, "")]


@pytest.mark.parametrize("what", NO_TABLES)
def test_a_file_that_is_no_table_says_so(what):
    with pytest.raises(ValidationError) as raised:
        csv_as_text(NO_TABLES[what])
    assert raised.value.messages == [NO_TEXT]


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\n\n", b"Name;E-Mail\n", b"Anna;Bernd\nCarla;Dora"])
def test_a_file_without_an_address_says_so(data):
    with pytest.raises(ValidationError) as raised:
        csv_as_text(data)
    assert raised.value.messages == [NO_ADDRESS]


def test_a_table_of_ten_thousand_lines_is_read():
    rows = "\n".join(f"Person;p{number}@stadt.example" for number in range(10_000))
    assert len(parse_lines(csv_as_text(f"Name;E-Mail\n{rows}".encode()))) == 10_000
