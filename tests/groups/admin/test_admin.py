"""Groups in Wagtail's own screens: the list, who founds and changes them, and that nobody deletes them at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail import hooks

from accounts.models import User
from audit.models import Entry
from groups.models import Group, Membership, Role
from tests.support.database.undoing import each
from tests.support.pages.admin import text
from tests.support.pages.forms import words
from tests.support.pages.joining import rows
from vocabulary.models import ThemeField

LIST = "/redaktion/snippets/groups/group/"

SUBMITTED = {
    "title": "Neuer Kreis",
    "summary": "Kurz.",
    "description": "Lang.",
    "rules": "",
    "welcome": "",
    "visibility": "visible",
    "join_policy": "invitation",
    "order": "0",
    "slug": "neuer-kreis",
}


def test_the_founder_of_a_group_leads_it(client, emil):
    client.force_login(emil)
    response = client.post("/redaktion/snippets/groups/group/add/", SUBMITTED)
    assert response.status_code == 302, response.content.decode()
    founded = Membership.objects.get(group__slug="neuer-kreis")
    assert (founded.user, founded.role) == (emil, Role.LEAD)
    assert client.get("/gruppen/neuer-kreis/einladungen/").status_code == 200


def test_changing_a_group_in_the_admin_makes_nobody_its_lead(client, group, emil):
    client.force_login(emil)
    address = f"/redaktion/snippets/groups/group/edit/{group.pk}/"
    assert client.post(address, SUBMITTED | {"slug": "lesekreis"}).status_code == 302
    group.refresh_from_db()
    assert group.title == "Neuer Kreis"
    assert not group.memberships.filter(user=emil).exists()


def test_the_address_of_a_group_stays_for_ever(client, group, emil):
    client.force_login(emil)
    client.post(f"/redaktion/snippets/groups/group/edit/{group.pk}/", SUBMITTED | {"slug": "anders"})
    group.refresh_from_db()
    assert (group.title, group.slug) == ("Neuer Kreis", "lesekreis")


def test_no_group_takes_the_address_of_another_page(client, emil):
    client.force_login(emil)
    answer = client.post(f"{LIST}add/", SUBMITTED | {"slug": "diskutieren"})
    assert "Diese Adresse gehört einer anderen Seite." in text(answer)
    assert not Group.objects.filter(title=SUBMITTED["title"]).exists()


@pytest.mark.usefixtures("emil", "vera")
@each("address", ["snippets/groups/group/delete/{}/", "bulk/groups/group/delete/?id={}"])
@each("name", ["emil", "ben", "dora", "vera"])
def test_nobody_deletes_a_group_at_once_past_the_waiting_time(name, address, client, group, request):
    client.force_login(request.getfixturevalue(name))
    response = client.post(f"/redaktion/{address.format(group.pk)}", follow=True)
    assert Group.objects.filter(pk=group.pk).exists()
    assert "gelöscht" not in response.content.decode()


@each("name", ["anna", "ben", "dora"])
def test_nobody_else_founds_groups(name, client, group, request):
    client.force_login(request.getfixturevalue(name))
    client.post("/redaktion/snippets/groups/group/add/", SUBMITTED)
    assert not Group.objects.filter(slug="neuer-kreis").exists()


@pytest.fixture
def edit(group):
    return f"{LIST}edit/{group.pk}/"


def state(group, **fields):
    Group.objects.filter(pk=group.pk).update(**dict.fromkeys(fields, timezone.now()))


def test_a_new_group_keeps_all_that_was_typed(as_emil):
    theme = ThemeField.objects.create(slug="lesen", title="Lesen")
    more = {"rules": "Freundlich.", "welcome": "Hallo!", "theme_fields": [theme.pk], "visibility": "hidden"}
    as_emil.post(f"{LIST}add/", SUBMITTED | more | {"join_policy": "request", "order": "3", "is_demo": "on"})
    made = Group.objects.get(slug="neuer-kreis")
    assert (made.rules, made.welcome, list(made.theme_fields.all())) == ("Freundlich.", "Hallo!", [theme])
    assert (made.visibility, made.join_policy, made.order, made.is_demo) == ("hidden", "request", 3, True)


def test_what_an_editor_changes_stands_in_the_log_of_the_group(as_emil, edit, group, emil, as_dora):
    theme = ThemeField.objects.create(slug="lesen", title="Lesen")
    as_emil.post(edit, SUBMITTED | {"title": "Lesekreis", "rules": "Freundlich.", "theme_fields": [theme.pk]})
    group.refresh_from_db()
    assert (group.rules, list(group.theme_fields.all())) == ("Freundlich.", [theme])
    entry = Entry.objects.get()
    assert (entry.act, entry.actor, entry.object, entry.scope) == (
        "group_changed",
        emil,
        group.subject,
        group.subject,
    )
    assert entry.details == {"fields": ["description", "rules", "summary", "theme_fields"]}
    shown = words(as_dora.get("/gruppen/lesekreis/protokoll/").content.decode())
    assert "Emil Emilsen hat die Gruppe eingerichtet" in shown


def test_saving_what_was_there_is_no_act(as_emil, edit):
    as_emil.post(edit, SUBMITTED)
    as_emil.post(edit, SUBMITTED)
    assert Entry.objects.count() == 1


def test_invisible_characters_do_not_get_into_a_name(as_emil, edit, group):
    assert "Zeichen 5: unsichtbar" in text(as_emil.post(edit, SUBMITTED | {"title": "Chor\u202e"}))
    group.refresh_from_db()
    assert group.title == "Lesekreis"


def test_an_archived_group_is_opened_again_before_it_is_changed(as_emil, edit, group):
    state(group, archived_at=True)
    before = rows()
    for response in (as_emil.get(edit, follow=True), as_emil.post(edit, SUBMITTED, follow=True)):
        assert response.redirect_chain == [(f"/redaktion/gruppen/{group.pk}/", 302)]
        assert "Die Gruppe „Lesekreis“ ist abgeschlossen." in words(response.content.decode())
    assert rows() == before


def test_a_group_that_is_archived_at_the_same_moment_keeps_its_texts(as_emil, edit, group, dora):
    with hooks.register_temporarily("before_edit_snippet", lambda *_: group.archive(dora)):
        html = as_emil.post(edit, SUBMITTED).content.decode()
    assert "Ihre Änderungen sind nicht gespeichert." in words(html)
    assert 'value="Neuer Kreis"' in html
    group.refresh_from_db()
    assert group.title == "Lesekreis"


def test_a_deleted_group_is_not_changed_any_more(as_emil, edit, group):
    state(group, archived_at=True, delete_at=True, deleted_at=True)
    before = rows()
    for response in (as_emil.get(edit, follow=True), as_emil.post(edit, SUBMITTED, follow=True)):
        assert response.redirect_chain == [(LIST, 302)]
        assert "Die Gruppe „Lesekreis“ ist gelöscht." in words(response.content.decode())
    assert edit not in as_emil.get(LIST).content.decode()
    assert rows() == before


def test_no_group_is_copied_over_another(as_emil, group):
    assert as_emil.post(f"{LIST}copy/{group.pk}/", SUBMITTED).status_code == 404


@each(
    ("fields", "said"),
    [
        ((), "offen"),
        (("archived_at",), "abgeschlossen"),
        (("archived_at", "delete_at"), "wird gelöscht am {:%Y}"),
        (("archived_at", "delete_at", "deleted_at"), "gelöscht"),
    ],
)
def test_the_list_tells_how_each_group_stands(fields, said, as_emil, group):
    state(group, **dict.fromkeys(fields, True))
    said = said.replace("{:%Y}", f"{timezone.localtime():%-d}.")
    assert f"{said} " in text(as_emil.get(LIST)).partition("Lesekreis")[2]


def test_the_list_says_who_leads_and_where_nobody_does(as_emil, group, second_lead, other_group, carla):
    User.objects.filter(pk=carla.pk).update(is_active=False)
    html = as_emil.get(LIST).content.decode()
    shown = words(html)
    assert "sichtbar Einladung 4 Dora Dorasen, Lena Lenasen" in shown
    assert "sichtbar Anfrage 1 niemand" in shown
    assert html.count(f"/redaktion/gruppen/{group.pk}/") == 1


def test_the_list_is_searched_by_name(as_emil, group, other_group):
    shown = text(as_emil.get(f"{LIST}?q=LESE"))
    assert "Lesekreis" in shown
    assert "Chor" not in shown


@pytest.mark.parametrize("ordering", ["", "-member_count"])
def test_a_long_list_costs_as_many_queries_as_a_short_one(ordering, as_emil, group, dora, anna):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert as_emil.get(f"{LIST}?ordering={ordering}").status_code == 200
        return len(captured)

    def found(numbers):
        for number in numbers:
            made = Group.objects.create(slug=f"kreis-{number}", title=f"Kreis {number}", summary="–")
            made.admit(dora, Role.LEAD)
            made.admit(anna)

    found(range(2))
    queries()
    few = queries()
    found(range(2, 15))
    assert queries() == few


def test_from_the_edit_view_one_gets_to_the_page_of_members_and_links(as_emil, edit, group):
    assert f'href="/redaktion/gruppen/{group.pk}/"' in as_emil.get(edit).content.decode()
