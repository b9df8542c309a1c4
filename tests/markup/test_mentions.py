import time

import pytest

from markup.render import Person, render_markdown
from tests.markup.checker import Page

PEOPLE = {
    "Hanna": Person(1, "Hanna"),
    "Hanna Musterle": Person(2, "Hanna Neuhaus"),
    "Jörg O'Neil-Müller (fiktiv)": Person(3, "Jörg Müller"),
    "Zoë": Person(4, "Zoë <em>"),
    "HANNA": Person(5, "Die andere"),
}


def mentioned(text, people=PEOPLE):
    rendered = render_markdown(text, mentionable=people)
    page = Page(rendered.html)
    assert page.faults == []
    assert list(rendered.mentioned) == list(
        dict.fromkeys(int(span["data-person"]) for span in page.of("span"))
    )
    return rendered.mentioned


def test_a_mention_shows_the_name_that_the_person_has_now():
    html = '<p>Hallo <span class="mention" data-person="2">@Hanna Neuhaus</span>!</p>\n'
    assert render_markdown("Hallo @Hanna Musterle!", mentionable=PEOPLE) == (html, (2,))


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("@Hanna Musterle", (2,)),
        ("@Hanna Muster", (1,)),
        ("@Hanna, @Hanna Musterle und @Hanna", (1, 2)),
        ("(@Hanna)", (1,)),
        ("**@Hanna**", (1,)),
        ("# @Hanna", (1,)),
        ("|@Hanna|\n|-|", (1,)),
        ("@Jörg O'Neil-Müller (fiktiv)?", (3,)),
        ("@Jo\u0308rg O'Neil-Mu\u0308ller (fiktiv)", (3,)),
        ("@zoë", (4,)),
        ("@hanna musterle", (2,)),
        ("@HANNA MUSTERLE", (2,)),
        ("@HANNA", (5,)),
        ("@Hanna@Zoë", (1,)),
        ("@Hanna\nMusterle", (1,)),
    ],
)
def test_a_name_after_an_at_sign_is_a_mention(text, ids):
    assert mentioned(text) == ids


@pytest.mark.parametrize(
    "text",
    [
        "Hanna",
        "@ Hanna",
        "@Hannah",
        "@Hanna_",
        "@Hanna\u0331",
        "x@Hanna",
        "_x_@Hannah",
        "`@Hanna`",
        "```\n@Hanna\n```",
        "[@Hanna](/x)",
        "![@Hanna](/x)",
        "https://a.de/@Hanna",
        "@Unbekannt",
    ],
)
def test_anything_else_is_no_mention(text):
    assert mentioned(text) == ()


def test_a_mail_address_is_no_mention():
    assert mentioned("anna@Hanna.de", {"Hanna": Person(1, "Hanna"), "Hanna.de": Person(2, "x")}) == ()


@pytest.mark.parametrize(
    ("text", "ids"),
    [("> @Hanna", ()), ("> > @Hanna\n\n@Zoë", (4,)), ("> @Hanna\n\n@Hanna", (1,)), ("- > @Hanna", ())],
)
def test_a_mention_in_a_quote_is_shown_and_not_counted(text, ids):
    rendered = render_markdown(text, mentionable=PEOPLE)
    assert 'data-person="1">@Hanna</span>' in rendered.html
    assert rendered.mentioned == ids


def test_without_people_nobody_is_mentioned():
    assert render_markdown("@Hanna") == ("<p>@Hanna</p>\n", ())


def test_a_name_is_shown_as_text():
    assert Page(render_markdown("@Zoë", mentionable=PEOPLE).html).text == "@Zoë <em>\n"


def test_an_empty_name_mentions_nobody():
    assert mentioned("@ @", {"": Person(1, "Hanna")}) == ()


def test_of_two_names_that_differ_in_their_case_the_one_as_written_counts():
    people = {"hanna": Person(1, "Hanna"), "Hanna": Person(2, "Hanna"), "HANNA": Person(3, "Hanna")}
    assert mentioned("@HANNA @hanna @Hanna", people) == (3, 1, 2)


def test_names_are_compared_in_their_composed_form():
    assert mentioned("@Jörg", {"Jo\u0308rg": Person(1, "Jörg")}) == (1,)


def test_a_name_inside_a_name_is_no_second_mention():
    assert mentioned("@Anna @Ben", {"Anna @Ben": Person(1, "Anna"), "Ben": Person(2, "Ben")}) == (1,)


FOLDED = {
    "Sinéad O’Muster": Person(1, "Sinéad O’Muster"),
    "Jörg Müller-Öz": Person(2, "Jörg Müller-Öz"),
    "Ayşe Işık": Person(3, "Ayşe Işık"),
    "Ayse Isik": Person(4, "Ayse Isik"),
    "Łukasz Groß": Person(5, "Łukasz Groß"),
    "Anna": Person(6, "Anna"),
    "Anna Lena": Person(7, "Anna Lena"),
    "Юрий Ёлкин": Person(8, "Юрий Ёлкин"),
    "Rafał": Person(9, "Rafał"),
    "'t Hooft": Person(10, "'t Hooft"),
}


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("@Sinead O'Muster", (1,)),
        ("@sinéad omuster, bitte", (1,)),
        ("@Sinead  O Muster", (1,)),
        ("@Joerg Mueller Oez!", (2,)),
        ("@Jorg Muller-Oz", (2,)),
        ("@jörg müller–öz", (2,)),
        ("@Ayşe Işık", (3,)),
        ("@Ayse Isik", (4,)),
        ("@ayse isik und @AYŞE IŞIK", (4, 3)),
        ("@Lukasz Gross", (5,)),
        ("@Anna-Lena", (7,)),
        ("@Annalena", (7,)),
        ("@Anna Lenard", (6,)),
        ("@Anna's Idee", (6,)),
        ("@юрий ёлкин", (8,)),
        ("@Юрии Елкин", ()),
        ("@Rafael", ()),
        ("@Rafal", (9,)),
        ("@'t Hooft", (10,)),
        ("@Sinead\nO'Muster", ()),
        ("@ Anna", ()),
    ],
)
def test_a_name_is_found_without_accents_apostrophes_and_hyphens_and_the_exact_one_wins(text, ids):
    assert mentioned(text, FOLDED) == ids


def test_text_full_of_signs_takes_no_longer_than_its_length():
    started = time.process_time()
    render_markdown("@Anna Lena " * 3000, mentionable=FOLDED | {"Anna" * 25: Person(11, "A")})
    render_markdown("@" * 20_000, mentionable=FOLDED)
    assert time.process_time() - started < 3
