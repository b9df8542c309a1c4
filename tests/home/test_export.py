"""The export: opened and compared with the database, field by field."""

import io
import json
from html.parser import HTMLParser
from uuid import uuid4
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
from home.models import DataExport
from home.privacy import exporting
from home.privacy.archive import pack
from home.privacy.registry import AREAS, HOLDINGS
from mail.models import OutgoingMail
from tests.support.whole_person import HOSTILE, make_whole

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
def opened(two):
    """What is in Ada's ZIP: {name: bytes}."""
    export = DataExport.objects.get(user=two[0])
    exporting.make(export.pk)
    export.refresh_from_db()
    with ZipFile(io.BytesIO(export.archive)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def data(opened):
    return json.loads(opened["daten.json"])["tabellen"]


@pytest.fixture
def overview(opened):
    return opened["uebersicht.html"].decode()


def is_told(item):
    return item.shown or not item.secret


def expected(row, name, item, person):
    """By hand, from the row: what the export has to say of a field."""
    field = row._meta.get_field(name)
    value = item.shown(row) if item.shown else getattr(row, field.attname)
    if isinstance(field, (BinaryField, FileField)):
        return value and "a file"
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if field.related_model is User and value is not None:
        return value if value == person.pk else "eine andere Person"
    return str(value) if type(value).__name__ == "UUID" else value


def told(value):
    if isinstance(value, str) and value.startswith("dateien/"):
        return "a file"
    return value["id"] if isinstance(value, dict) and "id" in value else value


def test_every_field_of_every_row_of_the_person_is_in_it_as_the_database_has_it(two, data):
    ada = two[0]
    # Made after the picture was taken.
    moving = {"home.DataExport": {"made_at", "told_at", "archive"}}
    for one in HOLDINGS:
        if not one.of:
            continue
        names = {name: item for name, item in one.items.items() if is_told(item)}
        rows = one.of(ada).order_by("pk")
        if one.model == "mail.OutgoingMail":
            rows = rows.exclude(subject="Ihre Daten liegen bereit")
        assert len(data[one.model]) == len(rows), one.model
        for row, has in zip(rows, data[one.model], strict=True):
            assert set(has) == set(names), one.model
            for name in set(names) - moving.get(one.model, set()):
                want = expected(row, name, names[name], ada)
                assert (told(has[name]) or None) == (want or None), f"{one.model}.{name}"


def test_rows_of_others_that_name_the_person_tell_only_what_the_person_did(two, data):
    ada, bo = two
    [removed] = data["forum.Post.removed_by"]
    post = Post.objects.get(removed_by=ada)
    assert removed == {
        "thread": {"id": post.thread_id, "name": post.thread.title},
        "number": 3,
        "removed_at": post.removed_at.isoformat(),
    }
    assert [set(row) for row in data["groups.JoinRequest.decided_by"]] == [{"group", "outcome", "decided_at"}]
    for key, rows in data.items():
        if key.count(".") == 2:
            assert bo.name not in json.dumps([without_titles(row) for row in rows]), key


def without_titles(row):
    return {name: value for name, value in row.items() if name not in ("thread", "title")}


def test_no_secret_is_in_it(two, opened):
    ada = two[0]
    whole = b"\n".join(opened.values()).decode("latin-1")
    rows = [(one, row) for one in HOLDINGS if one.of for row in one.of(ada)]
    secrets = [
        (f"{one.model}.{name}", str(getattr(row, name)))
        for one, row in rows
        for name, item in one.items.items()
        if item.secret and not item.shown
    ]
    assert {name for name, _ in secrets} >= {
        *("accounts.User.password", "accounts.Session.session_key", "groups.PendingJoin.code_hash"),
        *("groups.Recipient.key_hash", "wagtailcore.APIToken.key_hash", "mail.OutgoingMail.text"),
    }
    assert [name for name, value in secrets if value and value in whole] == []
    assert "geheim-" not in whole
    assert "483920" not in whole
    assert "Passkey von Ada" in whole


def test_nothing_that_is_only_about_others_is_in_it(two, opened):
    bo = two[1]
    whole = opened["daten.json"].decode() + opened["uebersicht.html"].decode()
    assert bo.email not in whole
    for words in (
        f"Ich, {bo.name}",
        f"Antwort 1 von {bo.name}",
        f"{bo.name} war zu laut",
        f"Passkey von {bo.name}",
    ):
        assert words not in whole


def test_other_people_are_another_person_in_words_and_in_data(overview, data):
    for label in ("zuletzt von", "entschieden von", "entfernt von"):
        assert f'<dt>{label}</dt><dd dir="auto">eine andere Person</dd>' in overview
    assert {row["actor"] for row in data["notifications.Notification"]} == {"eine andere Person"}


def test_the_photo_lies_beside_it_in_both_sizes(two, opened):
    assert opened["dateien/foto-klein.webp"] == b"RIFFklein" + two[0].name.encode()
    assert opened["dateien/foto-gross.webp"] == b"RIFFgross"
    assert set(opened) == {
        *("uebersicht.html", "daten.json"),
        *("dateien/foto-klein.webp", "dateien/foto-gross.webp"),
    }


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


def test_the_page_is_well_formed_and_asks_for_nothing_from_elsewhere(overview):
    found = Strict()
    found.feed(overview)
    assert (found.open, found.wrong) == ([], [])
    assert not {"script", "iframe", "link", "object", "form"} & set(found.tags)
    assert {link.partition("-")[0] for link in found.links} == {"#bereich", "dateien/foto"}
    assert '<html lang="de">' in overview
    assert "@import" not in overview
    assert "url(" not in overview


def test_hostile_words_are_only_words_there(overview, data):
    assert "<script" not in overview
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in overview
    assert any(HOSTILE in row["text"] for row in data["forum.Post"])
    # What turns the reading order around ends with its own paragraph.
    for line in overview.splitlines():
        if "\u202e" in line:
            before = line[: line.index("\u202e")]
            assert 'dir="auto"' in before or "<bdi>" in before


def test_one_reads_ones_posts_with_thread_group_and_time(two, overview):
    assert '<dt>Mitgliedschaft</dt><dd dir="auto">Kreis</dd>' in overview
    posts = overview.partition("<h3>Beiträge</h3>")[2].partition("</section>")[0]
    assert posts.count("<article>") == Post.objects.filter(author=two[0]).count() == 4
    assert "in der Gruppe <bdi>Kreis</bdi>, Nr. 2" in posts
    assert f"Antwort 0 von {two[0].name}" in posts
    assert "von einer anderen Person" in posts


def test_ten_times_as_many_rows_take_no_more_queries(two):
    ada = two[0]
    few = count_queries(ada)
    membership = ada.memberships.get()
    thread = ada.threads.get()
    for number in range(40):
        thread.reply(membership, f"Noch eine {number}", uuid4())
    assert count_queries(ada) == few


def count_queries(person):
    with CaptureQueriesContext(connection) as queries:
        pack(person, timezone.now())
    return len(queries)


def test_whoever_has_nothing_gets_a_page_that_says_so(own_database, person):
    stranger = person("Fremd")
    with ZipFile(io.BytesIO(pack(stranger, timezone.now()))) as archive:
        tables = json.loads(archive.read("daten.json"))["tabellen"]
        assert [key for key, rows in tables.items() if rows] == ["accounts.User"]
        page = archive.read("uebersicht.html").decode()
    assert page.count("<h3>") == 1
    assert page.count("Nichts über Sie gespeichert: ") == len(AREAS)
    assert "Mitgliedschaften · Anfragen an Gruppen · Anfragen an Gruppen, entschieden von Ihnen" in page


def test_the_mail_tells_that_it_is_ready_and_nothing_else(two, opened):
    mail = OutgoingMail.objects.latest("pk")
    assert (mail.to, mail.subject) == (two[0].email, "Ihre Daten liegen bereit")
    assert "/konto/daten/" in mail.text
    assert two[0].name not in mail.text + mail.html
