"""Files that leads upload, in whatever encoding and with whatever rows: which addresses and names are found in them."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError

from groups.invitations.lists.addresses import parse_lines
from groups.invitations.lists.decoding import NO_TEXT, WORKBOOK
from groups.invitations.lists.tables import NO_ADDRESS, csv_as_text

ANNA, BERND = "anna@stadt.example", "bernd@stadt.example"
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
    "lines of a Mac": f"Vorname;Nachname;E-Mail\rAnna;Müller;{ANNA}\r",
    "Excel's own first line": f"sep=;\r\nVorname;Nachname;E-Mail\r\nAnna;Müller;{ANNA}\r\n",
    "Excel's own first line with a comma": f'"sep=,"\nName,E-Mail\n"Müller, Anna",{ANNA}\n',
    "titles above the header": f"E-Mail-Verteiler Quartier, Stand Mai;;\n\nName;Amt;E-Mail\nAnna Müller;Ulm;{ANNA}\n",
    "heads of Outlook": f"First Name,Last Name,E-mail Address\nAnna,Müller,{ANNA}\n",
    "one column of names": f"Vor- und Nachname;E-Mail\nAnna Müller;{ANNA}\n",
    "spaces in cells": f" Vorname ; Nachname ; E-Mail \n Anna ; Müller ; {ANNA} \n",
}
ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "cp850", "mac_roman", "utf-16", "utf-16-le", "utf-16-be")
# Names that one of these encodings shows as other letters in another.
NAMES = (
    *(
        "Jürgen Groß",
        "Änne",
        "Jörg",
        "Käthe",
        "Özdemir",
        "Ünal",
        "Strauß",
        "André",
        "René",
        "Häusler",
        "Çelik",
    ),
    *("Žižek", "Hernández", "François", "Øystein", "Anna „Anni“ Maier", "O’Neil"),
)


def of_file(data):
    return [(line.email, line.name) for line in parse_lines(csv_as_text(data))]


def spreadsheet():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", f"<c>{ANNA}</c>" * 50)
    return data.getvalue()


NO_TABLES = {
    "an image": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00a@b.de",
    "a photo": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00a@b.de",
    "half of UTF-16": ANNA.encode("utf-16") + b"\xd8",
    "a cell without end": b'Name;E-Mail\n"' + b"anna@stadt.example " * 10_000,
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_table_is_read_in_each_encoding(encoding, subtests):
    for what, text in TABLES.items():
        with subtests.test(msg=what):
            assert of_file(text.encode(encoding)) == [(ANNA, "Anna Müller")]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_name_is_read_in_each_encoding_that_can_write_it(encoding, subtests):
    for name in NAMES:
        # Of these two letters neither is likelier.
        if can_write(encoding, name) and (encoding, name) != ("mac_roman", "Hernández"):
            with subtests.test(msg=ascii(name)):
                assert of_file(f"Name;E-Mail\n{name};{ANNA}\n".encode(encoding)) == [(ANNA, name)]


def can_write(encoding, text):
    return text.encode(encoding, "ignore").decode(encoding).strip("\ufeff") == text


def test_letters_in_decomposed_form_are_composed():
    assert of_file(f"Name;E-Mail\nAnna Mu\u0308ller;{ANNA}\n".encode()) == [(ANNA, "Anna Müller")]


def test_one_broken_byte_spoils_no_other_letter():
    assert of_file(b"Name;E-Mail\n" + b"J\xfcrgen;x\n" + f"Käthe;{ANNA}\nÖzgür;{BERND}\n".encode())[1:] == [
        (ANNA, "Käthe"),
        (BERND, "Özgür"),
    ]


def test_two_addresses_in_a_cell_are_two_lines():
    for between in ("; ", ", ", " / "):
        data = f'Name,E-Mail\nAnna,"{ANNA}{between}{BERND}"\n'.encode()
        assert of_file(data) == [(ANNA, "Anna"), (BERND, "Anna")]


def test_a_first_row_that_is_no_header_is_not_lost():
    lines = parse_lines(csv_as_text(f"Anna;Müller\nBernd;{BERND}\n".encode()))
    assert [(line.email, line.original) for line in lines] == [("", "Anna Müller"), (BERND, BERND)]


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


@pytest.mark.parametrize("data", [spreadsheet(), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1anna@stadt.example"])
def test_a_workbook_says_how_to_export_it(data):
    with pytest.raises(ValidationError) as raised:
        csv_as_text(data)
    assert raised.value.messages == [WORKBOOK]


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\n\n", b"Name;E-Mail\n", b"Anna;Bernd\nCarla;Dora"])
def test_a_file_without_an_address_says_so(data):
    with pytest.raises(ValidationError) as raised:
        csv_as_text(data)
    assert raised.value.messages == [NO_ADDRESS]


def test_a_table_of_ten_thousand_lines_is_read():
    rows = "\n".join(f"Person;p{number}@stadt.example" for number in range(10_000))
    assert len(parse_lines(csv_as_text(f"Name;E-Mail\n{rows}".encode()))) == 10_000
