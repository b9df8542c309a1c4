"""What leads and admins do stands in the audit log: written by the page that does it, shown to leads and admins."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.models import Entry, record_act
from groups.audit_labels import Act
from groups.models import Group, Invitation
from groups.tasks import renew_public_invitations
from tests.support.database.undoing import each
from tests.support.pages.forms import words
from tests.support.pages.joining import ask

GROUP = "/gruppen/lesekreis/"
LOG = f"{GROUP}protokoll/"
REPORT = "/redaktion/protokoll/"
NEW = {"label": "Neu", "words": "", "days": "30", "max_uses": "", "role": "member"}
SET_UP = {
    **{"title": "Lesekreis", "summary": "Gemeinsam lesen.", "description": "Streng geheim."},
    **{"rules": "Leise.", "visibility": "visible", "join_policy": "invitation"},
}
# Act: address to which Dora (Vera for all of the site) posts what; {link}, {paused}, {asked}, {anna} are keys of rows.
POSTS = {
    Act.LINK_CREATED: ("einladungen/", NEW),
    Act.LINK_CHANGED: ("einladungen/{link}/bearbeiten/", NEW | {"label": "Anders", "days": "keep"}),
    Act.LINK_PAUSED: ("einladungen/{link}/anhalten/", {}),
    Act.LINK_RESUMED: ("einladungen/{paused}/fortsetzen/", {}),
    Act.LINK_REPLACED: ("einladungen/{link}/ersetzen/", {}),
    Act.LINK_REVOKED: ("einladungen/{link}/widerrufen/", {}),
    Act.LINKS_REVOKED: ("einladungen/alle-widerrufen/", {}),
    Act.REQUEST_APPROVED: ("anfragen/{asked}/freigeben/", {}),
    Act.REQUEST_DECLINED: ("anfragen/{asked}/ablehnen/", {"words": "Leider voll."}),
    Act.ROLE_CHANGED: ("mitglieder/{anna}/", {"role": "moderator"}),
    Act.GROUP_CHANGED: ("einstellungen/", SET_UP),
    Act.GROUP_ARCHIVED: ("abschliessen/", {}),
    Act.GROUP_REOPENED: ("wieder-oeffnen/", {}),
    Act.DELETION_PLANNED: ("loeschen/", {"title": "Lesekreis"}),
    Act.DELETION_CANCELLED: ("loeschen/zuruecknehmen/", {}),
    Act.MEMBER_REMOVED: ("mitglieder/{anna}/entfernen/", {"reason": "Zu laut."}),
}
# How the group stands before.
PAST = timezone.now() - timedelta(days=1)
BEFORE = {
    Act.GROUP_REOPENED: {"archived_at": PAST},
    Act.DELETION_CANCELLED: {"archived_at": PAST, "delete_at": PAST},
}
ABOUT_THE_GROUP = {
    *(Act.LINKS_REVOKED, Act.GROUP_CHANGED, Act.GROUP_ARCHIVED, Act.GROUP_REOPENED),
    *(Act.DELETION_PLANNED, Act.DELETION_CANCELLED),
}
OBJECTS = dict.fromkeys(ABOUT_THE_GROUP, "group.{group}") | {
    Act.LINK_RESUMED: "invitation.{paused}",
    Act.REQUEST_APPROVED: "request.{asked}",
    Act.REQUEST_DECLINED: "request.{asked}",
    Act.ROLE_CHANGED: "user.{anna_herself}",
    Act.MEMBER_REMOVED: "user.{anna_herself}",
}
# What the entry says after the act's label.
SHOWN = dict.fromkeys(ABOUT_THE_GROUP, "") | {
    Act.LINK_CREATED: ": Neu",
    Act.LINK_CHANGED: ": Anders (Bezeichnung)",
    Act.LINK_PAUSED: ": Tagung",
    Act.LINK_RESUMED: ": Pause",
    Act.LINK_REPLACED: ": Tagung",
    Act.LINK_REVOKED: ": Tagung",
    Act.REQUEST_APPROVED: ": Carla Carlasen",
    Act.REQUEST_DECLINED: ": Carla Carlasen",
    Act.ROLE_CHANGED: ": Anna Annasen (bisher Mitglied, jetzt Moderation)",
    Act.GROUP_CHANGED: " (Wofür die Gruppe da ist, Was hier gilt)",
    Act.MEMBER_REMOVED: ": Anna Annasen",
}


@pytest.fixture
def keys(group, make_link, carla, anna):
    return {
        "group": group.pk,
        "link": make_link().pk,
        "paused": make_link(label="Pause", paused_at=timezone.now()).pk,
        "asked": ask(group, carla).pk,
        "anna": group.memberships.get(user=anna).pk,
        "anna_herself": anna.pk,
    }


@each("act", POSTS)
def test_the_page_that_does_it_writes_it_down_and_the_log_shows_it(act, keys, as_dora, dora):
    address, submitted = POSTS[act]
    Group.objects.update(**BEFORE.get(act, {"archived_at": None}))
    assert as_dora.post(GROUP + address.format(**keys), submitted).status_code == 302
    entry = Entry.objects.get()
    keys["new"] = Invitation.objects.latest("pk").pk
    default = "invitation.{new}" if act == Act.LINK_CREATED else "invitation.{link}"
    assert (entry.act, entry.actor, entry.scope) == (act, dora, f"group.{keys['group']}")
    assert entry.object == OBJECTS.get(act, default).format(**keys)
    assert timezone.now() - entry.at < timedelta(minutes=1)
    text = words(as_dora.get(LOG).content.decode())
    assert f"Dora Dorasen {act.label}{SHOWN[act]}" in text


def test_all_acts_are_tried_here():
    below = {Act.LINK_RENEWED, Act.ALL_LINKS_REVOKED}
    in_files_of_their_own = {Act.MEMBER_LEFT, Act.MEMBER_APPOINTED, Act.GROUP_DELETED, Act.MEMBERS_EXPORTED}
    in_files_of_their_own |= {Act.MAIL_INVITED, Act.MAIL_RESENT, Act.MAIL_WITHDRAWN}
    assert set(Act) == POSTS.keys() | below | in_files_of_their_own


def test_the_renewal_at_night_is_written_down_as_nobody_s(as_dora, group, make_link):
    make_link(label="Startseite", is_public=True, expires_at=timezone.now() + timedelta(days=3))
    renew_public_invitations(timestamp=0)
    entry = Entry.objects.get()
    assert (entry.act, entry.actor, entry.object) == (
        Act.LINK_RENEWED,
        None,
        f"invitation.{group.public_invitation.pk}",
    )
    assert f"StädteNetz {Act.LINK_RENEWED.label}: Startseite" in words(as_dora.get(LOG).content.decode())


def test_leads_read_that_an_admin_revoked_all_links_of_the_site(as_dora, make_link, vera, signed_in):
    make_link()
    signed_in(vera).post("/redaktion/einladungslinks/widerrufen/")
    assert f"Vera Verasen {Act.ALL_LINKS_REVOKED.label}" in words(as_dora.get(LOG).content.decode())


def test_an_act_that_is_refused_is_not_written_down(keys, as_dora, as_ben):
    for address, submitted in POSTS.values():
        as_ben.post(GROUP + address.format(**keys), submitted)
    as_dora.post(f"{GROUP}einladungen/", NEW | {"label": ""})
    as_dora.post(f"{GROUP}anfragen/{keys['asked']}/ablehnen/", {"words": "x" * 501})
    assert not Entry.objects.exists()


def test_the_log_holds_no_personal_words(keys, as_dora):
    acts = (Act.LINK_CHANGED, Act.REQUEST_DECLINED, Act.ROLE_CHANGED, Act.GROUP_CHANGED, Act.MEMBER_REMOVED)
    for act in acts:
        address, submitted = POSTS[act]
        as_dora.post(GROUP + address.format(**keys), submitted)
    assert Entry.objects.count() == len(acts)
    stored = str(list(Entry.objects.values()))
    for word in (
        "Carla",
        "Anna",
        "stadt.example",
        "Leider voll.",
        "Ich lese gern.",
        "Anders",
        "laut",
        "geheim",
    ):
        assert word not in stored


@pytest.mark.usefixtures("carla", "vera")
@each(("name", "status"), [("anna", 403), ("ben", 403), ("dora", 200), ("carla", 404), ("vera", 404)])
def test_leads_read_the_log_of_their_group(name, status, group, request, signed_in):
    record_act(None, Act.LINK_PAUSED, object="invitation.0", scope=f"group.{group.pk}")
    response = signed_in(request.getfixturevalue(name)).get(LOG)
    assert response.status_code == status
    assert (Act.LINK_PAUSED.label in response.content.decode()) == (status == 200)


def test_anonymous_goes_to_the_sign_in(client, group):
    assert client.get(LOG)["Location"] == f"/konto/anmelden/?next={LOG}"


def test_a_log_without_entries_says_so(as_dora, group):
    assert "Noch nichts." in as_dora.get(LOG).content.decode()


def test_leads_read_nothing_of_another_group(as_dora, group, other_group):
    record_act(None, Act.LINK_PAUSED, object="invitation.0", scope=f"group.{other_group.pk}")
    record_act(None, Act.LINK_PAUSED, object="invitation.0", scope=f"group.{group.pk}0")
    assert "Noch nichts." in as_dora.get(LOG).content.decode()


def test_the_log_names_what_is_gone_by_the_act_alone(keys, as_dora):
    as_dora.post(f"{GROUP}einladungen/{keys['link']}/anhalten/")
    Invitation.objects.all().delete()
    assert f"Dora Dorasen {Act.LINK_PAUSED.label}" in words(as_dora.get(LOG).content.decode())


def fill(keys, actors, times):
    """All acts, as often, newest last."""
    for n in range(times):
        for act in POSTS:
            kept = OBJECTS.get(act, "invitation.{link}").format(**keys)
            record_act(actors[n % len(actors)], act, object=kept, scope=f"group.{keys['group']}")


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_a_long_log_costs_as_many_queries_as_a_short_one(keys, as_dora, vera, dora, ben, signed_in):
    as_vera = signed_in(vera)
    fill(keys, [dora], 1)
    few = queries(as_dora, LOG), queries(as_vera, REPORT)
    fill(keys, [dora, ben, vera, None], 4)
    assert (queries(as_dora, LOG), queries(as_vera, REPORT)) == few


def test_fifty_entries_stand_on_a_page_newest_first(keys, as_dora, dora):
    fill(keys, [dora], 4)
    html = as_dora.get(LOG).content.decode()
    assert html.count("<time ") == 50
    assert "Seite 1 von 2" in html
    assert words(html).index(Act.MEMBER_REMOVED.label) < words(html).index(Act.LINK_CREATED.label)
    assert as_dora.get(f"{LOG}?seite=2").content.decode().count("<time ") == 14


@pytest.mark.parametrize("name", ["emil", "vera"])
def test_editors_and_admins_read_what_was_done_in_all_groups(
    name, group, other_group, vera, dora, request, signed_in
):
    record_act(dora, Act.LINK_PAUSED, object="invitation.1", scope=f"group.{group.pk}")
    record_act(None, Act.LINK_RENEWED, object="invitation.2", scope=f"group.{other_group.pk}")
    record_act(vera, Act.ALL_LINKS_REVOKED, object="site.1", scope="site")
    text = words(signed_in(request.getfixturevalue(name)).get(REPORT).content.decode())
    for acts in (
        *("Dora Dorasen", "StädteNetz", "Lesekreis", "Chor"),
        *(act.label for act in (Act.LINK_PAUSED, Act.LINK_RENEWED, Act.ALL_LINKS_REVOKED)),
    ):
        assert acts in text


@each("name", ["anna", "ben", "dora"])
@each("address", [REPORT, f"{REPORT}ergebnisse/"])
def test_nobody_else_reads_the_log_of_all_groups(address, name, group, request, signed_in):
    record_act(None, Act.LINK_PAUSED, object="invitation.1", scope=f"group.{group.pk}")
    response = signed_in(request.getfixturevalue(name)).get(address)
    assert response.status_code in {302, 403}
    assert Act.LINK_PAUSED.label not in response.content.decode()
