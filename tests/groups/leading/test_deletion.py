"""Deleting a group is announced: who may, who is told, and how it is taken back."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from procrastinate.contrib.django.models import ProcrastinateJob

from audit.models import Entry
from groups.audit_labels import Act
from groups.leading import deletion
from groups.models import Group
from groups.tasks import delete_groups, mail_deletion_cancelled, mail_deletion_planned
from mail.models import OutgoingMail
from tests.support.database.undoing import each
from tests.support.pages.forms import problems, values, words
from tests.support.pages.joining import next_actions, rows

GROUP = "/gruppen/lesekreis/"
DELETE, KEEP, SETTINGS = f"{GROUP}loeschen/", f"{GROUP}loeschen/zuruecknehmen/", f"{GROUP}einstellungen/"
REOPEN = f"{GROUP}wieder-oeffnen/"


@pytest.fixture
def now(group):
    return lambda: Group.objects.get(pk=group.pk)


@pytest.fixture
def planned(group, dora):
    deletion.plan_deletion(group, dora)
    return group


def jobs():
    found = ProcrastinateJob.objects.filter(task_name="groups.mail_deletion_planned").order_by("pk")
    return [job.args for job in found]


def day(moment):
    return date_format(timezone.localtime(moment), "j. F Y")


@each("typed", ["", "Chor", "Lesekreis!", "Lese kreis", "lesekreis-1"])
def test_another_name_deletes_nothing(typed, as_dora, group):
    before = rows()
    response = as_dora.post(DELETE, {"title": typed})
    html = response.content.decode()
    assert response.status_code == 200
    assert "„Lesekreis“" in problems(html)["title"] if typed else problems(html).keys() == {"title"}
    assert values(html) == {"title": typed}
    assert "<title>Fehler: Gruppe löschen: " in html
    assert rows() == before
    assert jobs() == []


@pytest.mark.parametrize("typed", ["Lesekreis", " lesekreis ", "LESEKREIS"])
def test_the_name_announces_the_deletion(typed, as_dora, dora, group, now):
    assert as_dora.get(DELETE).status_code == 200
    assert now().is_open
    assert as_dora.post(DELETE, {"title": typed})["Location"] == SETTINGS
    archived_at, delete_at = now().archived_at, now().delete_at
    assert timezone.now() - archived_at < timedelta(minutes=1)
    assert delete_at - archived_at == timedelta(days=30)
    entry = Entry.objects.get()
    assert (entry.act, entry.actor, entry.object) == (Act.DELETION_PLANNED, dora, f"group.{group.pk}")
    assert jobs() == [{"group_id": group.pk}]


def test_an_archived_group_stays_archived_since_then(as_dora, group, now):
    since = timezone.now() - timedelta(days=400)
    Group.objects.update(archived_at=since)
    as_dora.post(DELETE, {"title": "Lesekreis"})
    assert now().archived_at == since
    assert now().delete_at > timezone.now() + timedelta(days=29)


def test_announcing_twice_neither_delays_nor_tells_again(as_dora, group, now):
    for _ in range(2):
        as_dora.post(DELETE, {"title": "Lesekreis"})
        at = now().delete_at
        Group.objects.update(delete_at=at - timedelta(days=1))
    assert now().delete_at == at - timedelta(days=1)
    assert at < timezone.now() + timedelta(days=29, hours=1)
    assert len(jobs()) == Entry.objects.count() == 1


def test_who_announces_and_reopens_again_and_again_has_to_wait(as_dora, group, now, settings):
    settings.ACCOUNT_RATE_LIMITS = {"group_deletion": "2/d/user"}
    for _ in range(2):
        assert as_dora.post(DELETE, {"title": "Lesekreis"})["Location"] == SETTINGS
        as_dora.post(REOPEN)
    html = as_dora.post(DELETE, {"title": "Lesekreis"}).content.decode()
    assert "Sie haben heute schon mehrmals eine Löschung angekündigt" in words(html)
    assert values(html) == {"title": "Lesekreis"}
    assert now().delete_at is None
    assert len(jobs()) == 2


def test_all_active_members_are_mailed_once_even_if_the_job_runs_twice(planned, person, now):
    planned.admit(person("Xaver", is_active=False))
    person("Zoe")
    for _ in range(2):
        mail_deletion_planned(group_id=planned.pk)
    mails = OutgoingMail.objects.order_by("to")
    assert [mail.to.partition("@")[0] for mail in mails] == ["anna", "ben", "dora"]
    date = day(now().delete_at)
    for mail in mails:
        assert mail.subject == f"Die Gruppe „Lesekreis“ wird am {date} gelöscht"
        assert f"wird am {date} mit allen Themen und Beiträgen gelöscht" in mail.text
        assert GROUP in mail.text
        assert GROUP in mail.html


def test_nobody_is_mailed_of_a_deletion_that_was_cancelled_before_the_job_ran(planned, dora):
    deletion.cancel_deletion(planned, dora)
    mail_deletion_planned(group_id=planned.pk)
    assert not OutgoingMail.objects.exists()


def test_whoever_announces_it_again_is_told_of_by_a_night_after_the_day(planned, dora, as_dora, monkeypatch):
    mail_deletion_planned(group_id=planned.pk)
    as_dora.post(KEEP)
    as_dora.post(DELETE, {"title": "Lesekreis"})
    delete_groups(timestamp=0)
    assert OutgoingMail.objects.filter(to=dora.email).count() == 1
    in_two_days = timezone.now() + timedelta(days=2)
    monkeypatch.setattr(timezone, "now", lambda: in_two_days)
    delete_groups(timestamp=0)
    assert OutgoingMail.objects.filter(to=dora.email).count() == 2


@pytest.mark.parametrize("way", [KEEP, REOPEN])
def test_whoever_was_mailed_of_a_deletion_is_mailed_once_of_its_cancellation(way, planned, anna, as_dora):
    mail_deletion_planned(group_id=planned.pk)
    as_dora.post(way)
    for _ in range(2):
        mail_deletion_cancelled(group_id=planned.pk)
    mails = OutgoingMail.objects.filter(to=anna.email).order_by("pk")
    assert [mail.subject for mail in mails][1:] == ["Die Gruppe „Lesekreis“ wird nicht gelöscht"]
    assert ("nichts mehr schreiben" in mails[1].text) == (way == KEEP)


def test_who_was_not_mailed_of_a_deletion_is_not_mailed_of_its_cancellation(planned, as_dora):
    as_dora.post(KEEP)
    mail_deletion_cancelled(group_id=planned.pk)
    assert not OutgoingMail.objects.exists()


def test_members_read_the_date_on_every_page(planned, as_anna, as_dora, now):
    said = f"Diese Gruppe wird am {day(now().delete_at)} gelöscht."
    for page in ("", "mitglieder/", "ueber/", "austreten/"):
        assert said in words(as_anna.get(GROUP + page).content.decode())
    html = as_dora.get(SETTINGS).content.decode()
    assert said in words(html)
    assert f'href="{KEEP}"' in html
    assert f'href="{REOPEN}"' in html
    assert f'href="{DELETE}"' not in html


def test_a_lead_takes_it_back_and_the_group_stays_archived(planned, as_dora, dora, now):
    assert as_dora.post(KEEP)["Location"] == SETTINGS
    assert (now().delete_at, now().state) == (None, "archived")
    entry = Entry.objects.latest("pk")
    assert (entry.act, entry.actor) == (Act.DELETION_CANCELLED, dora)
    html = words(as_dora.get(SETTINGS).content.decode())
    assert "abgeschlossen. Sie können weiter alles lesen" in html
    assert "Löschung angekündigt" not in html
    before = rows()
    as_dora.post(KEEP)
    delete_groups(timestamp=0)
    assert rows() == before


@pytest.mark.parametrize("way", [KEEP, REOPEN])
def test_what_mails_all_members_is_asked_once_and_names_them(way, planned, as_dora, as_anna):
    before = rows()
    html = as_dora.get(way).content.decode()
    assert "Alle 3 Mitglieder bekommen sofort eine E-Mail" in words(html)
    assert len(next_actions(html)) == 1
    assert rows() == before
    assert as_anna.get(way).status_code == 403
    as_dora.post(way)
    assert as_dora.get(way)["Location"] == SETTINGS


def test_reopening_takes_it_back_too(planned, as_dora, as_anna, now):
    as_dora.post(REOPEN)
    assert (now().delete_at, now().deletion_notified_at, now().state) == (None, None, "open")
    assert [entry.act for entry in Entry.objects.order_by("pk")] == [
        Act.DELETION_PLANNED,
        Act.GROUP_REOPENED,
    ]
    delete_groups(timestamp=0)
    assert as_anna.get(GROUP).status_code == 200
