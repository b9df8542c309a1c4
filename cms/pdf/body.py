"""The blocks of a page as data for a template, in the parts of `cms.pdf.rich_text` and "quote" and "table".

Left out is what says nothing on paper: maps, groups to join, forms. Of pictures and films the words are told.
"""

from cms.metadata.addresses import complete_address, full_address
from cms.pdf.rich_text import (
    make_heading,
    make_links,
    make_list,
    make_paragraph,
    make_run,
    read_rich_text,
)


def describe_body(blocks, request):
    parts = []
    for block in blocks:
        if describe := DESCRIBERS.get(block.block_type):
            parts += describe(block.value, request)
    return parts


def describe_heading(value, request):
    return [make_heading(value.title)]


def describe_quote(value, request):
    speaker = ", ".join(part for part in (value["person"], value["role"]) if part)
    return [{"kind": "quote", "text": value["text"], "speaker": speaker}]


def describe_questions(value, request):
    parts = [make_heading(value.title)]
    for question in value.remaining:
        parts.append(make_paragraph(make_run(question["title"], styles=["bold"])))
        parts += read_rich_text(question["text"], request)
    return parts


def describe_table(value, request):
    rows = [list(row) for row in value.rows]
    width = max(map(len, [value.head, *rows]))
    head = [*value.head, *[""] * (width - len(value.head))] if value.head else []
    cells = [cell for row in rows for cell in [*row, *[""] * (width - len(row))]]
    return [{"kind": "table", "caption": value.caption, "width": width, "head": head, "cells": cells}]


def describe_figures(value, request):
    figures = make_list(
        [make_run(figure["number"], styles=["bold"]), figure["label"]] for figure in value.remaining
    )
    return [figures, *([make_paragraph(f"Quelle: {value['source']}")] if value["source"] else [])]


def describe_funding(value, request):
    return [make_paragraph(value["text"])]


def describe_picture(value, request):
    image = value["image"]
    alternative = "" if image.decorative else image.contextual_alt_text
    words = [f"Bild: {alternative}" if alternative else "", value["caption"]]
    return (
        [make_paragraph(*words, f"({value.shown_credit})" if value.shown_credit else "")]
        if any(words)
        else []
    )


def describe_clips(value, request):
    return [make_list([f"Film: {clip.title} ({clip.duration})"] for clip in value.remaining)]


def describe_documents(value, request):
    links = [(one.title, complete_address(one.url)) for one in value.remaining]
    return [make_heading(value.title), make_links(links)]


def describe_links(value, request):
    return [make_heading(value.title), make_links((link.title, link.url) for link in value.remaining)]


def describe_pages(value, request):
    """What is shown of pages that were chosen or found."""
    links = [(page.title, full_address(page, request)) for page in value.shown]
    return [make_heading(value.title), make_links(links)]


def describe_people(value, request):
    people = [
        [
            ", ".join(part for part in (person["name"], person["role"], person["institution"]) if part),
            person["email"] and make_run(person["email"], href=f"mailto:{person['email']}"),
        ]
        for person in value.remaining
    ]
    return [make_heading(value.title), make_list(people)]


def describe_contact(value, request):
    address = make_run(value["email"], href=f"mailto:{value['email']}")
    return [make_heading("Kontakt"), make_paragraph(value["role"], address)]


def describe_partners(value, request):
    return [make_heading(value.title), make_list([partner] for partner in value.remaining)]


def describe_action(value, request):
    href = full_address(value.target, request) if value.target else value["link"]
    return [make_paragraph(value["text"]), make_links([(value["label"], href)])]


DESCRIBERS = {
    "text": read_rich_text,
    "heading": describe_heading,
    "quote": describe_quote,
    "accordion": describe_questions,
    "table": describe_table,
    "figures": describe_figures,
    "funding": describe_funding,
    "image": describe_picture,
    "clips": describe_clips,
    "documents": describe_documents,
    "links": describe_links,
    "fact_sheets": describe_pages,
    "events": describe_pages,
    "news": describe_pages,
    "tiles": describe_pages,
    "people": describe_people,
    "contact": describe_contact,
    "partners": describe_partners,
    "action": describe_action,
}
