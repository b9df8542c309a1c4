"""What leads set up for their group: each field, what is refused, and what comes back."""

import re

import pytest
from django.utils import timezone

from audit.models import Entry
from groups.models import Group
from tests.support.database.undoing import each
from tests.support.pages.forms import attributes, problems, values, words
from tests.support.pages.joining import rows
from vocabulary.models import ThemeField

GROUP = "/gruppen/lesekreis/"
SETTINGS, ABOUT = f"{GROUP}einstellungen/", f"{GROUP}ueber/"
CLOSED = "Die Gruppe ist inzwischen abgeschlossen. Ihre Änderungen sind nicht gespeichert."
NEW = {
    "title": "Lesen & Hören",
    "summary": "Gemeinsam lesen und hören.",
    "description": "Wir lesen **viel**.\r\n\r\n- Romane\r\n- Gedichte",
    "rules": "Freundlich *bleiben*.",
    "welcome": "Schön, dass Sie da sind!",
    "visibility": "hidden",
    "join_policy": "request",
}
TEXTS = ("title", "summary", "description", "rules", "welcome")
LONGEST = {"title": 100, "summary": 160, "description": 2000, "rules": 2000, "welcome": 500}


@pytest.fixture
def themes(group):
    titles = ("Klima", "Wohnen", "Pflege <& Nähe>")
    themes = [ThemeField(slug=f"feld-{n}", title=title, order=n) for n, title in enumerate(titles)]
    return ThemeField.objects.bulk_create(themes)


@pytest.fixture
def now(group):
    """What the group's form holds as it is stored."""
    return lambda: {name: getattr(Group.objects.get(pk=group.pk), name) for name in NEW}


@pytest.fixture
def page_of():
    def page_of(browser, address):
        response = browser.get(address)
        assert response.status_code == 200
        return response.content.decode()

    return page_of


def checked(html, name):
    """The values of the boxes or circles of this name that are chosen."""
    tags = re.findall(rf'<input type="(?:checkbox|radio)" name="{name}"[^>]*>', html)
    return [attributes(tag)["value"] for tag in tags if " checked" in tag]


def test_a_lead_changes_everything(as_dora, dora, group, themes, now, page_of):
    response = as_dora.post(SETTINGS, NEW | {"theme_fields": [themes[0].pk, themes[2].pk]}, follow=True)
    assert response.redirect_chain == [(SETTINGS, 302)]
    html = response.content.decode()
    assert "Gespeichert." in html
    assert {name: text.split() for name, text in now().items()} == {k: v.split() for k, v in NEW.items()}
    assert list(group.theme_fields.all()) == [themes[0], themes[2]]
    shown = {name: text.split() for name, text in values(html).items() if name in TEXTS}
    assert shown == {name: NEW[name].split() for name in TEXTS}
    assert checked(html, "theme_fields") == [str(themes[0].pk), str(themes[2].pk)]
    assert (checked(html, "visibility"), checked(html, "join_policy")) == (["hidden"], ["request"])
    entry = Entry.objects.get()
    assert (entry.act, entry.actor, entry.object) == ("group_changed", dora, f"group.{group.pk}")
    assert entry.details == {"fields": sorted([*NEW, "theme_fields"])}


def test_members_read_it_on_the_pages_of_the_group(as_dora, as_anna, themes, page_of):
    as_dora.post(SETTINGS, NEW | {"theme_fields": [themes[2].pk]})
    about = page_of(as_anna, ABOUT)
    assert "<h1>Lesen &amp; Hören</h1>" in about
    assert "<strong>viel</strong>" in about
    assert "<em>bleiben</em>" in about
    assert about.count("<li>Romane</li>") == 1
    assert 'class="tag">Pflege &lt;&amp; Nähe&gt;</li>' in about
    assert NEW["summary"] in about


@each(
    ("field", "label"),
    [
        ("title", "Name"),
        ("rules", "Was hier gilt"),
        ("join_policy", "Beitritt"),
        ("visibility", "Verzeichnis"),
    ],
)
def test_only_what_is_different_is_changed_and_written_down(field, label, as_dora, group, now):
    Group.objects.update(order=7)
    before = now()
    as_dora.post(SETTINGS, before | {field: NEW[field]})
    assert now() == before | {field: NEW[field]}
    assert Entry.objects.get().details == {"fields": [field]}
    assert f"({label})" in words(as_dora.get(f"{GROUP}protokoll/").content.decode())


def test_theme_fields_alone_are_a_change_too_and_can_be_taken_back(as_dora, group, themes, now):
    for chosen in ([themes[1].pk], []):
        as_dora.post(SETTINGS, now() | {"theme_fields": chosen})
        assert list(group.theme_fields.values_list("pk", flat=True)) == chosen
    assert [entry.details for entry in Entry.objects.all()] == [{"fields": ["theme_fields"]}] * 2


def sent_back(html):
    """What a browser sends from an unchanged form: with each line break as two characters."""
    submitted = {name: text.replace("\n", "\r\n") for name, text in values(html).items() if name in TEXTS}
    return submitted | {name: checked(html, name) for name in ("theme_fields", "visibility", "join_policy")}


def test_saving_without_a_change_changes_nothing(as_dora, group, themes, page_of):
    Group.objects.update(description="Erstens.\n\nZweitens.", rules="Leise.\nFreundlich.")
    group.theme_fields.set(themes[:2])
    before = rows()
    as_dora.post(SETTINGS, sent_back(page_of(as_dora, SETTINGS)))
    assert rows() == before


def test_what_is_not_asked_for_stays(as_dora, group, now):
    crafted = {"slug": "fremd", "order": "9", "is_demo": "on", "archived_at": "2026-01-01", "deleted_at": "x"}
    before = Group.objects.values().get(pk=group.pk)
    as_dora.post(SETTINGS, NEW | crafted)
    after = Group.objects.values().get(pk=group.pk)
    assert {name for name in after if after[name] != before[name]} == set(NEW)


BAD = {
    **{f"{name} too long": (name, "x" * (longest + 1)) for name, longest in LONGEST.items()},
    **{f"no {name}": (name, "") for name in ("title", "summary", "description")},
    **{f"only spaces as {name}": (name, " \n ") for name in ("title", "summary", "description")},
    **{f"a null character in {name}": (name, "a\0b") for name in TEXTS},
    "a turned direction in the title": ("title", "Lesen\u202eneseL"),
    "a control character in the summary": ("summary", "a\x08b"),
    "an unknown theme field": ("theme_fields", ["999999"]),
    "a theme field in words": ("theme_fields", ["Klima"]),
    "an unknown visibility": ("visibility", "secret"),
    "no visibility": ("visibility", ""),
    "an unknown policy": ("join_policy", "wild"),
    "no policy": ("join_policy", ""),
}


@each("what", BAD)
def test_what_is_refused_is_named_and_comes_back_with_all_the_rest(what, as_dora, group, themes):
    field, submitted = BAD[what]
    before, sent = rows(), NEW | {"theme_fields": [themes[0].pk], field: submitted}
    response = as_dora.post(SETTINGS, sent)
    html = response.content.decode()
    assert response.status_code == 200
    assert "<title>Fehler: Einstellungen: Lesekreis" in html
    assert f'<a href="#id_{field}">' in html
    found = problems(html)
    assert found.keys() == {field}
    assert field not in TEXTS or not found[field].startswith("?")
    kept = {name: text.split() for name, text in values(html).items() if name in TEXTS}
    assert kept == {name: sent[name].split() for name in TEXTS}
    for name in {"theme_fields", "visibility", "join_policy"} - {field}:
        assert checked(html, name) == [str(one) for one in ([themes[0].pk] if "_f" in name else [sent[name]])]
    assert rows() == before


@each("name", LONGEST)
def test_the_longest_text_is_accepted(name, as_dora, now):
    as_dora.post(SETTINGS, NEW | {name: "x" * LONGEST[name]})
    assert now()[name] == "x" * LONGEST[name]


def test_whoever_saves_what_was_archived_meanwhile_loses_nothing(as_dora, group, themes, now):
    before = now()
    Group.objects.update(archived_at=timezone.now())
    response = as_dora.post(SETTINGS, NEW | {"theme_fields": [themes[1].pk]})
    html = response.content.decode()
    assert response.status_code == 200
    assert CLOSED in html
    shown = {name: text.split() for name, text in values(html).items() if name in TEXTS}
    assert shown == {name: NEW[name].split() for name in TEXTS}
    assert checked(html, "theme_fields") == [str(themes[1].pk)]
    assert now() == before
    assert not group.theme_fields.exists()
    assert not Entry.objects.exists()
