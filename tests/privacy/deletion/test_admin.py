"""Admins delete accounts on our page only: the same erasure, with a mail and an entry in the log."""

import pytest
from django.urls import reverse

from accounts.audit_labels import ACCOUNTS, Act
from accounts.models import User
from audit.models import Entry
from mail.models import OutgoingMail
from privacy.deletion.start import close_account
from privacy.wagtail_hooks import register_delete_page
from tests.privacy.deletion.deleting import DELETE, GO, STAY, has_left, state_of
from tests.support.database.undoing import each
from tests.support.pages.admin import entries, mails, text
from tests.support.pages.forms import values


@pytest.fixture
def admin(signed_in, vera):
    return signed_in(vera)


def address(user):
    return f"/redaktion/users/delete/{user.pk}/"


@each(("sent", "keeps"), [(STAY, True), (GO, False)])
def test_an_admin_deletes_an_account(sent, keeps, admin, vera, anna, thread, events, caplog):
    caplog.clear()
    before = state_of(anna)
    page = admin.get(address(anna))
    assert "1 Beitrag in 1 Thema der Gruppe „Engagiertes Quartier“" in text(page)
    assert f'href="{address(anna)}"' in admin.get(f"/redaktion/users/edit/{anna.pk}/").content.decode()
    assert state_of(anna) == before
    assert admin.post(address(anna), sent)["Location"] == "/redaktion/users/"
    assert has_left(anna, reason="admin", keeps=keeps)
    assert entries() == [(Act.ACCOUNT_DELETED, vera.name, f"user.{anna.pk}", ACCOUNTS)]
    assert mails() == [(anna.email, "Ihr Konto bei StädteNetz wird gelöscht")]
    assert "Die Verwaltung löscht Ihr Konto" in OutgoingMail.objects.get().text
    assert "account_shut" in events()


@each(
    ("sent", "said"),
    [
        ({}, "Bitte wählen Sie, ob die Beiträge bleiben oder gelöscht werden."),
        ({"posts": "gehen"}, "Bitte bestätigen Sie, dass Sie das wissen."),
        ({"posts": "x", "sure": "on"}, "Bitte wählen Sie eine der beiden Möglichkeiten."),
    ],
)
def test_what_is_missing_or_unknown_is_said(sent, said, admin, anna, thread, events, caplog):
    caplog.clear()
    before = state_of(anna)
    page = admin.post(address(anna), sent)
    assert page.status_code == 200
    assert said in text(page)
    assert state_of(anna) == before
    assert values(page.content.decode())["posts"] == {"gehen": "gehen"}.get(sent.get("posts"), "")
    assert events()[-1] == "departure_refused"


def test_a_group_without_another_lead_is_left_so_only_knowingly(admin, dora, group, thread):
    page = admin.get(address(dora))
    assert f'href="/redaktion/gruppen/{group.pk}/#neue-leitung"' in page.content.decode()
    before = state_of(dora)
    assert "Bitte ernennen Sie zuerst jemanden" in text(admin.post(address(dora), STAY))
    assert state_of(dora) == before
    assert admin.post(address(dora), STAY | {"leaderless": "on"}).status_code == 302
    assert has_left(dora, reason="admin", keeps=True)
    assert group.leads == []
    assert not User.objects.get(pk=dora.pk).is_active
    group.refresh_from_db()
    assert group.is_open
    assert admin.get("/gruppen/quartier/anfragen/").status_code == 200


def test_admins_delete_themselves_on_their_own_page(admin, vera, person):
    person("Valerie", "admin")
    for method in (admin.get, admin.post):
        assert method(address(vera), {"sure": "on"})["Location"] == DELETE
    assert state_of(vera)["active"]


def test_an_account_on_its_way_out_is_not_deleted_twice(admin, anna, thread):
    admin.post(address(anna), STAY)
    assert admin.post(address(anna), GO)["Location"] == "/redaktion/users/"
    assert has_left(anna, reason="admin", keeps=True)
    assert Entry.objects.count() == 1


def test_an_account_on_its_way_out_is_not_made_active_again(admin, anna, carla, thread, events):
    admin.post(address(anna), STAY)
    form = {"name": anna.name, "email": anna.email, "is_active": "on"}
    bulk = f"/redaktion/bulk/accounts/user/set_active_state/?id={anna.pk}&id={carla.pk}"
    for ask in (
        lambda: admin.get(f"/redaktion/users/edit/{anna.pk}/"),
        lambda: admin.post(f"/redaktion/users/edit/{anna.pk}/", form),
        lambda: admin.post(bulk, {"mark_as_active": "False"}),
    ):
        assert ask()["Location"] == "/redaktion/users/"
        assert events()[-1] == "change_of_leaving_refused"
        assert "Daran lässt sich nichts mehr ändern." in text(admin.get("/redaktion/users/"))
    assert has_left(anna, reason="admin", keeps=True)
    carla.refresh_from_db()
    assert carla.is_active


def test_an_account_that_was_switched_off_can_be_deleted(admin, anna, thread):
    close_account(anna)
    admin.post(address(anna), STAY)
    assert has_left(anna, reason="admin", keeps=True)


@each("name", ["anna", "emil", "ben", "dora"])
def test_nobody_else_deletes_accounts(name, request, signed_in, carla, group, anna, emil, ben, dora):
    browser, before = signed_in(request.getfixturevalue(name)), state_of(carla)
    browser.get(address(carla))
    assert browser.post(address(carla), {"sure": "on"})["Location"].startswith("/redaktion/")
    assert state_of(carla) == before


@each("number", ["{}", "0{}", "+{}", " {}", "{}.0", "٣", "9" * 30])
def test_no_way_of_writing_the_number_leads_to_wagtails_own_page(number, admin, carla):
    admin.post(f"/redaktion/users/delete/{number.format(carla.pk)}/")
    assert User.objects.filter(pk=carla.pk).exists()


def test_wagtail_deletes_nobody(admin, carla, anna):
    listed = admin.get("/redaktion/users/").content.decode()
    assert "/redaktion/bulk/accounts/user/delete/" not in listed
    assert "/redaktion/bulk/accounts/user/set_active_state/" in listed
    bulk = f"/redaktion/bulk/accounts/user/delete/?id={carla.pk}&id={anna.pk}"
    assert admin.post(bulk).status_code == 404
    assert User.objects.filter(pk__in=[carla.pk, anna.pk]).count() == 2
    assert reverse("wagtailusers_users:delete", args=[carla.pk]) == address(carla)
    assert len(register_delete_page()) == 1
