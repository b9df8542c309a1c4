"""What is listed as stored about people is what the database has; and each person's rows are theirs."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models

from accounts.models import User
from audit.processing_records import Field, OnDelete, ProcessingRecord
from groups.models import Group
from privacy.records.all import emptied_references, non_personal, processing_records
from tests.support.people.whole_person import make_whole
from tests.support.sources import ROOT


def listed(records, nobodys):
    """(table, field) of all that is listed, as often as it is."""
    pairs = [(one.model, name) for one in records for name in [*one.items, *one.other.split()]]
    return pairs + [(model, name) for model, names in nobodys.items() for name in names.split()]


def stored(all_models):
    """(table, field) of all models, each field where it is stored."""
    return {
        (model._meta.label, field.name) for model in all_models for field in model._meta.local_concrete_fields
    }


def tables_without_model():
    """(table, column) of what the database has beside the models."""
    known = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    with connection.cursor() as cursor:
        for table in set(connection.introspection.table_names(cursor)) - known:
            for column in connection.introspection.get_table_description(cursor, table):
                yield table, column.name


def unlike(records, nobodys, there):
    """What is not listed, what does not exist, and what is listed twice."""
    pairs = listed(records, nobodys)
    return there - set(pairs), set(pairs) - there, {pair for pair in pairs if pairs.count(pair) > 1}


def test_every_field_of_every_table_is_listed_once_as_personal_or_as_nobodys(db):
    there = stored(apps.get_models(include_auto_created=True)) | set(tables_without_model())
    assert unlike(processing_records(), non_personal(), there) == (set(), set(), set())


class Diary(models.Model):
    """Of no app that is installed, so only this file knows it."""

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    words = models.TextField()

    class Meta:
        app_label = "nowhere"

    def __str__(self):
        return f"Tagebuch {self.pk}"


DIARY = ProcessingRecord(
    model="nowhere.Diary",
    title="Tagebuch",
    items={"owner": Field("Person", "wessen"), "words": Field("Worte", "wozu")},
    other="id",
    lifetime="ein Tag",
)


@pytest.mark.parametrize(
    ("records", "nobodys", "problem"),
    [
        ([], {}, ({"id", "owner", "words"}, set(), set())),
        ([DIARY], {}, (set(), set(), set())),
        ([], {"nowhere.Diary": "id owner"}, ({"words"}, set(), set())),
        ([], {"nowhere.Diary": "id owner words mood"}, (set(), {"mood"}, set())),
        ([DIARY], {"nowhere.Diary": "words"}, (set(), set(), {"words"})),
    ],
)
def test_a_new_table_or_field_a_gone_one_and_one_listed_twice_are_found(records, nobodys, problem):
    found = unlike(records, nobodys, stored([Diary]))
    assert tuple({name for _, name in part} for part in found) == problem


def test_what_names_a_person_or_holds_an_address_is_never_listed_as_nobodys():
    wrong = [
        f"{model}.{name}"
        for model, names in [
            *non_personal().items(),
            *((one.model, one.other) for one in processing_records()),
        ]
        if "." in model
        for name in names.split()
        if is_personal(apps.get_model(model)._meta.get_field(name))
    ]
    assert wrong == []


def is_personal(field):
    return field.related_model is User or isinstance(field, (models.EmailField, models.BinaryField))


def test_whoever_is_named_in_a_table_can_be_told_of_it():
    """A reference to a person is theirs by `of`, or is told as a trace; only who is meant by a notification is not."""
    untold = [
        f"{one.model}.{name}"
        for one in processing_records()
        if "." in one.model and one.of is None
        for name in one.items
        if apps.get_model(one.model)._meta.get_field(name).related_model is User
        and name not in one.traces
        and not one.lifetime.startswith("die Tabelle bleibt leer")
    ]
    assert untold == []


def test_traces_name_fields_that_exist():
    for one in processing_records():
        for name, fields in one.traces.items():
            meta = apps.get_model(one.model)._meta
            assert meta.get_field(name).related_model is User
            assert [meta.get_field(field).concrete for field in fields.split()]
            assert not any(one.items[field].secret for field in fields.split() if field in one.items)


def test_words_are_there_for_all_and_no_title_stands_twice():
    titles = [one.title for one in processing_records()]
    assert len(set(titles)) == len(titles)
    for one in processing_records():
        assert one.lifetime
        assert not one.lifetime.endswith(".")
        for item in one.items.values():
            assert item.label
            assert item.purpose
            assert not item.purpose.endswith(".")
            assert "|" not in item.label + item.purpose


@pytest.fixture
def two(demo, person):
    """Ada and Bo, of both of whom each table holds something."""
    ada, bo = person("Ada"), person("Bo")
    group = Group.objects.create(slug="kreis", title="Kreis", summary="–", description="–")
    make_whole(ada, bo, group, demo)
    make_whole(bo, ada, group, demo)
    return ada, bo


OWNED = [one for one in processing_records() if one.of]


def test_a_persons_rows_are_found_and_nobody_elses(two):
    ada, bo = two
    for one in OWNED:
        hers, his = set(one.of(ada)), set(one.of(bo))
        assert hers, one.model
        assert hers != his, one.model
        if one.model not in SHARED:
            assert not hers & his, one.model


# An act and its person are both told of the entry.
SHARED = {"audit.Entry", "wagtailcore.ModelLogEntry"}


def test_a_stranger_has_no_rows_but_their_account(two, person):
    stranger = person("Fremd")
    assert [one.model for one in OWNED if one.of(stranger).exists()] == ["accounts.User"]


def test_the_document_is_what_the_command_prints(capsys):
    call_command("print_records")
    assert capsys.readouterr().out == (ROOT / "docs" / "datenschutz.md").read_text()


def test_the_page_of_it_is_reached_from_where_one_asks_and_leaves_out_what_stays_empty(client, demo):
    for address in ("/datenschutz/", "/konto/daten/verzeichnis/"):
        assert client.get(address).status_code == 200
    assert 'href="/konto/daten/verzeichnis/"' in client.get("/datenschutz/").content.decode()
    html = client.get("/konto/daten/verzeichnis/").content.decode()
    sections, empty = html.split('id="leer"')
    assert "Dokumente von Wagtail</h3>" not in sections
    assert "<li>Dokumente von Wagtail</li>" in empty
    assert "die Tabelle bleibt leer" not in html


def test_what_stays_is_not_deleted_by_the_database_or_django():
    """Rows whose record says that they stay refer to people only in columns that can be emptied."""
    wrong = [
        f"{one.model}.{name}"
        for one in processing_records()
        if "." in one.model and one.on_delete is not OnDelete.DELETE
        for name in one.items
        if apps.get_model(one.model)._meta.get_field(name).related_model is User
        and name not in emptied_references(one)
    ]
    assert wrong == []
