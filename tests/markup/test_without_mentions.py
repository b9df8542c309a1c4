"""Mentions of a deleted person in the source of a text, found by the ids in the HTML that was made of it."""

import pytest

from markup.render import Person, render_markdown
from markup.words import mentionable_names, without_mentions

ULM, BONN = Person(5, "Nora Norasen (Ulm)"), Person(6, "Nora Norasen (Bonn)")
ODD = Person(7, "Åsa O'Neill & Søn_1")
KNOWN = mentionable_names([ULM, BONN, ODD])


def deleted(person, text, known=KNOWN):
    return without_mentions(text, render_markdown(text, mentionable=known).html, person.id)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("@Nora Norasen (Ulm), ja", "Ehemaliges Mitglied, ja"),
        ("> @NORA NORASEN!\n\nGenau.", "> Ehemaliges Mitglied!\n\nGenau."),
        ("@Nora Norasen und Nora Norasen", "Ehemaliges Mitglied und Nora Norasen"),
        ("@Nora Norasen (Bonn) und @Nora Norasen", "@Nora Norasen (Bonn) und Ehemaliges Mitglied"),
        ("a@Nora Norasen, nora@norasen.example", "a@Nora Norasen, nora@norasen.example"),
        ("Nora Norasen (Ulm) kommt.", "Nora Norasen (Ulm) kommt."),
    ],
)
def test_only_the_mention_of_the_person_changes(text, after):
    assert deleted(ULM, text) == after


def test_a_name_of_signs_and_accents_is_found():
    assert deleted(ODD, f"Hallo @{ODD.name}!") == "Hallo Ehemaliges Mitglied!"


def test_a_namesake_who_was_not_meant_stays():
    both = mentionable_names([Person(1, "Nora Norasen"), Person(2, "Nora Norasen")])
    assert deleted(Person(2, "Nora Norasen"), "@Nora Norasen", both) == "@Nora Norasen"


def test_nobody_can_write_what_looks_like_a_mention():
    text = '<span class="mention" data-person="5">@Nora Norasen</span> &lt;span class="mention"'
    assert '<span class="mention" data-person="5">' not in render_markdown(text).html
