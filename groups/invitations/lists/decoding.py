"""The text of a file whose encoding nobody tells: what spreadsheets and mail programs of Windows, DOS and Mac write."""

import unicodedata

from django.core.exceptions import ValidationError

NO_TEXT = "Diese Datei ist keine CSV-Datei. Speichern Sie die Tabelle bitte als „CSV UTF-8“."
WORKBOOK = (
    "Das ist eine Arbeitsmappe von Excel, LibreOffice oder Numbers. Speichern Sie die Tabelle dort als „CSV UTF-8“, "
    "oder kopieren Sie die Spalten mit Namen und Adressen in das Feld darüber."
)
# The first bytes of a ZIP archive (XLSX, ODS, Numbers) and of an OLE file (XLS).
WORKBOOK_STARTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
# Encodings in which any byte may be a letter, the likeliest first. UTF-8 is among them for files with a broken byte.
CANDIDATES = ("cp1252", "utf-8", "cp850", "mac_roman")
GERMAN, VOWELS = set("äöüßÄÖÜ"), set("aeiouyäöüAEIOUYÄÖÜ")
COMMON = set("áàâåæçéèêëíîïñóòôøúùûýšžÁÀÂÅÆÇÉÈÊÍÓÔØÚÑŠŽ")
QUOTES = set("’–“”„‚‘")
WHITESPACE = set("\t\n\r\x0b\x0c\x85")


def decode_file(data):
    """Raises ValidationError for what is not text."""
    if data.startswith(WORKBOOK_STARTS):
        raise ValidationError(WORKBOOK, code="workbook")
    encoding = next((name for mark, name in BYTE_ORDER_MARKS.items() if data.startswith(mark)), None)
    encoding = encoding or utf_16_without_mark(data) or "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        if encoding != "utf-8":
            raise ValidationError(NO_TEXT, code="no_text") from None
        texts = (data.decode(candidate, "replace") for candidate in CANDIDATES)
        text = max(texts, key=likelihood)
    if any(is_control(character) for character in set(text)):
        raise ValidationError(NO_TEXT, code="no_text")
    return text


def is_control(character):
    return unicodedata.category(character) == "Cc" and character not in WHITESPACE


def utf_16_without_mark(data):
    """By where the zeros stand: every other byte of Latin text in UTF-16 is one."""
    most = len(data) // 2 * 0.6
    zeros = {"utf-16-le": data[1::2].count(0), "utf-16-be": data[0::2].count(0)}
    return next((name for name, number in zeros.items() if number > most), None)


def likelihood(text):
    """A number, higher for text whose letters beyond ASCII are those of names in Germany, each where it may stand."""
    places = zip(f" {text}", text, f"{text[1:]} ", strict=False)
    return sum(weight(*place) for place in places if not place[1].isascii())


def weight(before, letter, after):
    if letter in QUOTES:
        return quote_weight(before, letter, after)
    if not letter.isalpha():
        return -3
    if (letter.isupper() and before.isalpha()) or (letter.islower() and after.isupper()):
        return -4
    # Names begin with a capital letter.
    small = int(letter.islower() and not before.isalpha())
    if letter in GERMAN:
        return (3 if stands_well(before, letter, after) else 0) - small
    return (2 if letter in COMMON else 0) - small


def quote_weight(before, letter, after):
    """Within a word only an apostrophe."""
    is_within = before.isalpha() and after.isalpha()
    return (2 if letter == "’" else -1) if is_within else 1


def stands_well(before, letter, after):
    """ß follows a vowel, and an umlaut is followed by a consonant, or äu."""
    if letter == "ß":
        return before in VOWELS
    return after not in VOWELS or (letter in "äÄ" and after == "u")
