from django.urls import path

from groups.views import (
    group,
    invitation,
    invitations,
    log,
    mailings,
    members,
    overview,
    people,
    requests,
    settings,
)

app_name = "groups"


def steps(prefix, name, **way):
    """What asking for a code and confirming it needs, at each kind of entrance."""
    return [
        path(f"{prefix}code/", invitation.code, way, name=f"{name}-code"),
        path(f"{prefix}neuer-code/", invitation.new_code, way, name=f"{name}-new-code"),
        path(f"{prefix}andere-adresse/", invitation.other_address, way, name=f"{name}-other-address"),
        path(f"{prefix}bestaetigen/<str:token>/", invitation.by_link, way, name=f"{name}-by-link"),
    ]


def asking(prefix, name):
    return [
        path(prefix, invitation.ask, {"asks": True}, name=name),
        path(f"{prefix}zurueckziehen/", invitation.withdraw, {"asks": True}, name=f"{name}-withdraw"),
        *steps(prefix, name, asks=True),
    ]


urlpatterns = [
    path("einladung/<str:key>/", invitation.invitation, name="invitation"),
    path("einladung/<str:key>/beitreten/", invitation.accept, name="invitation-join"),
    path("einladung/<str:key>/ablehnen/", mailings.decline, name="invitation-decline"),
    path("einladung/<str:key>/geoeffnet/", invitation.opened, name="invitation-opened"),
    *steps("einladung/<str:key>/", "invitation"),
    *asking("einladung/<str:key>/anfragen/", "ask"),
    *asking("gruppen/<slug:slug>/zugang/", "request"),
    path("gruppen/", group.index, name="index"),
    path("gruppen/<slug:slug>/ueber/", group.about, name="about"),
    path("gruppen/<slug:slug>/mitglieder/", members.index, name="members"),
    path("gruppen/<slug:slug>/mitglieder/liste/", members.as_csv, name="members-csv"),
    path("gruppen/<slug:slug>/mitglieder/<int:pk>/", members.member, name="member"),
    path("gruppen/<slug:slug>/mitglieder/<int:pk>/entfernen/", members.end, name="member-end"),
    path("gruppen/<slug:slug>/austreten/", members.leave, name="leave"),
    path("gruppen/<slug:slug>/einstellungen/", settings.settings, name="settings"),
    path("gruppen/<slug:slug>/abschliessen/", settings.archive, name="archive"),
    path("gruppen/<slug:slug>/wieder-oeffnen/", settings.reopen, name="reopen"),
    path("gruppen/<slug:slug>/loeschen/", settings.delete, name="delete"),
    path("gruppen/<slug:slug>/loeschen/zuruecknehmen/", settings.keep, name="delete-cancel"),
    path("gruppen/<slug:slug>/beitreten/", invitation.way_in, name="way-in"),
    path("gruppen/<slug:slug>/beitreten/jetzt/", invitation.accept, name="way-in-join"),
    *steps("gruppen/<slug:slug>/beitreten/", "way-in"),
    path("gruppen/<slug:slug>/einladungen/", invitations.index, name="invitations"),
    path("gruppen/<slug:slug>/einladungen/alle-widerrufen/", invitations.revoke_all, name="links-revoke"),
    path("gruppen/<slug:slug>/einladungen/per-mail/", mailings.new, name="mailing-new"),
    path("gruppen/<slug:slug>/einladungen/per-mail/<int:pk>/", mailings.mailing, name="mailing"),
    path(
        "gruppen/<slug:slug>/einladungen/per-mail/<int:pk>/stand/", mailings.progress, name="mailing-progress"
    ),
    path(
        "gruppen/<slug:slug>/einladungen/per-mail/<int:pk>/zuruecknehmen/",
        mailings.revoke,
        name="mailing-revoke",
    ),
    path(
        "gruppen/<slug:slug>/einladungen/per-mail/<int:pk>/<int:line>/erneut/",
        mailings.again,
        name="mail-again",
    ),
    path(
        "gruppen/<slug:slug>/einladungen/per-mail/<int:pk>/<int:line>/zuruecknehmen/",
        mailings.withdraw,
        name="mail-withdraw",
    ),
    path("gruppen/<slug:slug>/einladungen/<int:pk>/", invitations.link, name="link"),
    path("gruppen/<slug:slug>/einladungen/<int:pk>/bearbeiten/", invitations.change, name="link-change"),
    path("gruppen/<slug:slug>/einladungen/<int:pk>/qr.svg", invitations.qr, name="link-qr"),
    path("gruppen/<slug:slug>/einladungen/<int:pk>/anhalten/", invitations.pause, name="link-pause"),
    path("gruppen/<slug:slug>/einladungen/<int:pk>/fortsetzen/", invitations.resume, name="link-resume"),
    path("gruppen/<slug:slug>/einladungen/<int:pk>/ersetzen/", invitations.replace, name="link-replace"),
    path("gruppen/<slug:slug>/einladungen/<int:pk>/widerrufen/", invitations.revoke, name="link-revoke"),
    path("gruppen/<slug:slug>/anfragen/", requests.index, name="requests"),
    path("gruppen/<slug:slug>/anfragen/<int:pk>/", requests.decide, name="request-decide"),
    path("gruppen/<slug:slug>/anfragen/<int:pk>/freigeben/", requests.approve, name="request-approve"),
    path("gruppen/<slug:slug>/anfragen/<int:pk>/ablehnen/", requests.decline, name="request-decline"),
    path("gruppen/<slug:slug>/leitung/", overview.index, name="overview"),
    path("gruppen/<slug:slug>/protokoll/", log.index, name="log"),
    path("personen/", people.index, name="people"),
    path("personen/<int:pk>/", people.person, name="person"),
    path("personen/<int:pk>/foto/<uuid:key>/<str:size>.webp", people.photo, name="photo"),
    path("index.php", group.legacy, name="legacy"),
]
