"""The export: opened and compared with the database, field by field."""

import io
import json
from collections import namedtuple
from html.parser import HTMLParser
from zipfile import ZipFile

import pytest
from django.db import connection
from django.db.models import BinaryField, FileField
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from accounts.models import User
from forum.models import Post
from groups.models import Group
from mail.models import OutgoingMail
from privacy.export import job
from privacy.export.archive import build_archive
from privacy.models import DataExport
from privacy.records.all import processing_records, records_by_area
from tests.forum.stored import add_posts
from tests.support.database.undoing import each
from tests.support.people.whole_person import HOSTILE, make_whole

LOOKS = []
Export = namedtuple("Export", "ada bo files data overview")
VOID = {"meta", "img", "br", "link", "input", "hr"}


@pytest.fixture
def two(own_database, person):
    """Ada and Bo, of both of whom each table holds something."""
    ada, bo = person("Ada"), person("Bo")
    group = Group.objects.create(slug="kreis", title="Kreis", summary="–", description="–")
    root = Page.objects.first()
    make_whole(ada, bo, group, root)
    make_whole(bo, ada, group, root)
    return ada, bo


@pytest.fixture
def made(two):
    """What is in Ada's ZIP."""
    export = DataExport.objects.get(user=two[0])
    job.make_export(export.pk)
    export.refresh_from_db()
    with ZipFile(io.BytesIO(export.archive)) as archive:
        assert archive.testzip() is None
        files = {name: archive.read(name) for name in archive.namelist()}
    tables = json.loads(files["daten.json"])["tabellen"]
    return Export(*two, files, tables, files["uebersicht.html"].decode())


def look(function):
    """Looks at the one export that `test_the_export` makes for all."""
    LOOKS.append(function)


def is_told(item):
    return item.shown or not item.secret


def expected(row, name, item, person):
    """By hand, from the row: what the export has to say of a field."""
    field = row._meta.get_field(name)
    value = item.shown(row) if item.shown else getattr(row, field.attname)
    if isinstance(field, (BinaryField, FileField)) and not item.shown:
        return value and "a file"
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if field.related_model is User and value is not None:
        return value if value == person.pk else "eine andere Person"
    return str(value) if type(value).__name__ == "UUID" else value


def as_exported(value):
    if isinstance(value, str) and value.startswith("dateien/"):
        return "a file"
    return value["id"] if isinstance(value, dict) and "id" in value else value


@look
def every_field_of_every_row_of_the_person_is_in_it_as_the_database_has_it(made):
    # Made after the picture was taken.
    moving = {"privacy.DataExport": {"made_at", "archive"}}
    for one in processing_records():
        if not one.of:
            continue
        names = {name: item for name, item in one.items.items() if is_told(item)}
        rows = one.of(made.ada).order_by("pk")
        if one.model == "mail.OutgoingMail":
            rows = rows.exclude(subject="Ihre Daten liegen bereit")
        assert len(made.data[one.model]) == len(rows), one.model
        for row, has in zip(rows, made.data[one.model], strict=True):
            assert set(has) == set(names), one.model
            for name in set(names) - moving.get(one.model, set()):
                want = expected(row, name, names[name], made.ada)
                assert (as_exported(has[name]) or None) == (want or None), f"{one.model}.{name}"


@look
def rows_of_others_that_name_the_person_tell_only_what_the_person_did(made):
    [removed] = made.data["forum.Post.removed_by"]
    post = Post.objects.get(removed_by=made.ada)
    assert removed == {
        "thread": {"id": post.thread_id, "name": post.thread.title},
        "number": 3,
        "removed_at": post.removed_at.isoformat(),
    }
    decided = made.data["groups.JoinRequest.decided_by"]
    assert [set(row) for row in decided] == [{"group", "outcome", "decided_at"}]
    for key, rows in made.data.items():
        if key.count(".") == 2:
            assert made.bo.name not in json.dumps([without_titles(row) for row in rows]), key


def without_titles(row):
    return {name: value for name, value in row.items() if name not in ("thread", "title")}


@look
def no_secret_is_in_it(made):
    whole = b"\n".join(made.files.values()).decode("latin-1")
    rows = [(one, row) for one in processing_records() if one.of for row in one.of(made.ada)]
    secrets = [
        (f"{one.model}.{name}", str(getattr(row, name)))
        for one, row in rows
        for name, item in one.items.items()
        if item.secret and not item.shown
    ]
    assert {name for name, _ in secrets} >= {
        *("accounts.User.password", "accounts.Session.session_key", "groups.PendingSignup.code_hash"),
        *("groups.EmailInvitation.key_hash", "wagtailcore.APIToken.key_hash", "mail.OutgoingMail.text"),
    }
    assert [name for name, value in secrets if value and value in whole] == []
    assert "geheim-" not in whole
    assert "483920" not in whole
    assert "Passkey von Ada" in whole


@look
def of_others_there_is_nothing_and_they_are_another_person_in_words_and_in_data(made):
    bo, whole = made.bo, made.files["daten.json"].decode() + made.files["uebersicht.html"].decode()
    assert bo.email not in whole
    for words in (
        f"Ich, {bo.name}",
        f"Antwort 1 von {bo.name}",
        f"{bo.name} war zu laut",
        f"Passkey von {bo.name}",
    ):
        assert words not in whole
    for label in ("zuletzt von", "entschieden von", "entfernt von"):
        assert f'<dt>{label}</dt><dd dir="auto">eine andere Person</dd>' in made.overview
    assert {row["actor"] for row in made.data["notifications.Notification"]} == {"eine andere Person"}


@look
def the_photo_lies_beside_it_in_both_sizes_and_the_mail_tells_only_that_it_is_ready(made):
    assert made.files["dateien/foto-klein.webp"] == b"RIFFklein" + made.ada.name.encode()
    assert made.files["dateien/foto-gross.webp"] == b"RIFFgross"
    photos = {"dateien/foto-klein.webp", "dateien/foto-gross.webp"}
    assert set(made.files) == {"uebersicht.html", "daten.json"} | photos
    mail = OutgoingMail.objects.latest("pk")
    assert (mail.to, mail.subject) == (made.ada.email, "Ihre Daten liegen bereit")
    assert "/konto/daten/" in mail.text
    assert made.ada.name not in mail.text + mail.html


class Strict(HTMLParser):
    """Notes what is open, and what is closed that is not."""

    def __init__(self):
        super().__init__()
        self.open, self.wrong, self.tags, self.links = [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in ("href", "src")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append((tag, self.getpos()))


@look
def the_page_is_well_formed_asks_for_nothing_from_elsewhere_and_hostile_words_are_only_words(made):
    found = Strict()
    found.feed(made.overview)
    assert (found.open, found.wrong) == ([], [])
    assert not {"script", "iframe", "link", "object", "form"} & set(found.tags)
    assert {link.partition("-")[0] for link in found.links} == {"#bereich", "dateien/foto"}
    assert '<html lang="de">' in made.overview
    assert "@import" not in made.overview
    assert "url(" not in made.overview
    assert "<script" not in made.overview
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in made.overview
    assert any(HOSTILE in row["text"] for row in made.data["forum.Post"])
    # What turns the reading order around ends with its own paragraph.
    for line in made.overview.splitlines():
        if "\u202e" in line:
            before = line[: line.index("\u202e")]
            assert 'dir="auto"' in before or "<bdi>" in before


@look
def one_reads_ones_posts_with_thread_group_and_time(made):
    assert '<dt>Mitgliedschaft</dt><dd dir="auto">Kreis</dd>' in made.overview
    posts = made.overview.partition("<h3>Beiträge</h3>")[2].partition("</section>")[0]
    assert posts.count("<article>") == Post.objects.filter(author=made.ada).count() == 4
    assert "in der Gruppe <bdi>Kreis</bdi>, Nr. 2" in posts
    assert f"Antwort 0 von {made.ada.name}" in posts
    assert "von einer anderen Person" in posts


@each("look", LOOKS)
def test_the_export(look, made):
    look(made)


def test_ten_times_as_many_rows_take_no_more_queries(two):
    ada = two[0]
    few = count_queries(ada)
    add_posts(ada.threads.get(), ada, 40)
    assert count_queries(ada) == few


def count_queries(person):
    with CaptureQueriesContext(connection) as queries:
        build_archive(person, timezone.now())
    return len(queries)


def test_whoever_has_nothing_gets_a_page_that_says_so(own_database, person):
    stranger = person("Fremd")
    with ZipFile(io.BytesIO(build_archive(stranger, timezone.now()))) as archive:
        tables = json.loads(archive.read("daten.json"))["tabellen"]
        assert [key for key, rows in tables.items() if rows] == ["accounts.User"]
        page = archive.read("uebersicht.html").decode()
    assert page.count("<h3>") == 1
    assert page.count("Nichts über Sie gespeichert: ") == len(records_by_area())
    assert "Mitgliedschaften; Anfragen an Gruppen; Anfragen an Gruppen, entschieden von Ihnen" in page
