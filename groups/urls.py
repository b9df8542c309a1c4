from django.urls import path

from groups import views
from groups.invitations import account_views, draft_views, link_views, mailing_views
from groups.joining import request_views
from groups.joining import views as join_views
from groups.leading import log_views, overview_views, settings_views
from groups.members import views as member_views

app_name = "groups"


def code_steps(prefix, name, **route):
    """The addresses of the steps with a code or a mailed link, below each kind of route."""
    return [
        path(f"{prefix}code/", join_views.code, route, name=f"{name}-code"),
        path(f"{prefix}neuer-code/", join_views.new_code, route, name=f"{name}-new-code"),
        path(f"{prefix}andere-adresse/", join_views.other_address, route, name=f"{name}-other-address"),
        path(f"{prefix}bestaetigen/<str:token>/", join_views.by_link, route, name=f"{name}-by-link"),
    ]


def ask_steps(prefix, name):
    """The addresses of asking to join."""
    return [
        path(prefix, join_views.ask_for_access, {"asks": True}, name=name),
        path(f"{prefix}zurueckziehen/", join_views.withdraw_request, {"asks": True}, name=f"{name}-withdraw"),
        *code_steps(prefix, name, asks=True),
    ]


urlpatterns = [
    path("einladung/<str:key>/", join_views.invitation, name="invitation"),
    path("einladung/<str:key>/beitreten/", join_views.join_group, name="invitation-join"),
    path("einladung/<str:key>/ablehnen/", mailing_views.decline_invitation, name="invitation-decline"),
    path("einladung/<str:key>/geoeffnet/", join_views.count_opened, name="invitation-opened"),
    path("einladung/konto/<int:pk>/", account_views.open_invitation, name="invitation-of-account"),
    *code_steps("einladung/<str:key>/", "invitation"),
    *ask_steps("einladung/<str:key>/anfragen/", "ask"),
    *ask_steps("gruppen/<slug:slug>/zugang/", "request"),
    path("gruppen/", views.index, name="index"),
    path("gruppen/<slug:slug>/ueber/", views.about, name="about"),
    path("gruppen/<slug:slug>/mitglieder/", member_views.index, name="members"),
    path("gruppen/<slug:slug>/mitglieder/liste/", member_views.as_csv, name="members-csv"),
    path("gruppen/<slug:slug>/mitglieder/<int:pk>/", member_views.member, name="member"),
    path(
        "gruppen/<slug:slug>/mitglieder/<int:pk>/entfernen/", member_views.end_membership, name="member-end"
    ),
    path("gruppen/<slug:slug>/austreten/", member_views.leave_group, name="leave"),
    path("gruppen/<slug:slug>/einstellungen/", settings_views.settings, name="settings"),
    path("gruppen/<slug:slug>/abschliessen/", settings_views.archive_group, name="archive"),
    path("gruppen/<slug:slug>/wieder-oeffnen/", settings_views.reopen_group, name="reopen"),
    path("gruppen/<slug:slug>/loeschen/", settings_views.delete_group, name="delete"),
    path("gruppen/<slug:slug>/loeschen/zuruecknehmen/", settings_views.keep_group, name="delete-cancel"),
    path("gruppen/<slug:slug>/beitreten/", join_views.join_address, name="join"),
    path("gruppen/<slug:slug>/beitreten/jetzt/", join_views.join_group, name="join-join"),
    *code_steps("gruppen/<slug:slug>/beitreten/", "join"),
    path("gruppen/<slug:slug>/einladungen/", link_views.index, name="invitations"),
    path("gruppen/<slug:slug>/einladungen/alle-widerrufen/", link_views.revoke_all, name="links-revoke"),
    path("gruppen/<slug:slug>/einladungen/per-mail/", mailing_views.new_mailing, name="mailing-new"),
    path(
        "gruppen/<slug:slug>/einladungen/per-mail/pruefen/<int:pk>/",
        draft_views.check_mailing,
        name="mailing-check",
    ),
    path(
        "gruppen/<slug:slug>/einladungen/per-mail/pruefen/<int:pk>/liste/",
        draft_views.edit_draft,
        name="mailing-edit",
    ),
    path(
        "gruppen/<slug:slug>/einladungen/per-mail/pruefen/<int:pk>/verwerfen/",
        draft_views.discard_draft,
        name="mailing-discard",
    ),
    path("gruppen/<slug:slug>/einladungen/per-mail/<int:pk>/", mailing_views.mailing_page, name="mailing"),
    path(
        "gruppen/<slug:slug>/einladungen/per-mail/<int:pk>/stand/",
        mailing_views.progress,
        name="mailing-progress",
    ),
    path(
        "gruppen/<slug:slug>/einladungen/per-mail/<int:pk>/widerrufen/",
        mailing_views.revoke_mailing,
        name="mailing-revoke",
    ),
    path(
        "gruppen/<slug:slug>/einladungen/per-mail/<int:pk>/<int:line>/erneut/",
        mailing_views.resend_invitation,
        name="mail-again",
    ),
    path(
        "gruppen/<slug:slug>/einladungen/per-mail/<int:pk>/<int:line>/widerrufen/",
        mailing_views.withdraw_invitation,
        name="mail-withdraw",
    ),
    path("gruppen/<slug:slug>/einladungen/<int:pk>/", link_views.link, name="link"),
    path("gruppen/<slug:slug>/einladungen/<int:pk>/bearbeiten/", link_views.change_link, name="link-change"),
    path("gruppen/<slug:slug>/einladungen/<int:pk>/qr.svg", link_views.qr, name="link-qr"),
    path("gruppen/<slug:slug>/einladungen/<int:pk>/anhalten/", link_views.pause_link, name="link-pause"),
    path("gruppen/<slug:slug>/einladungen/<int:pk>/fortsetzen/", link_views.resume_link, name="link-resume"),
    path("gruppen/<slug:slug>/einladungen/<int:pk>/ersetzen/", link_views.replace_link, name="link-replace"),
    path("gruppen/<slug:slug>/einladungen/<int:pk>/widerrufen/", link_views.revoke_link, name="link-revoke"),
    path("gruppen/<slug:slug>/anfragen/", request_views.index, name="requests"),
    path("gruppen/<slug:slug>/anfragen/<int:pk>/", request_views.decide_request, name="request-decide"),
    path(
        "gruppen/<slug:slug>/anfragen/<int:pk>/freigeben/",
        request_views.approve_request,
        name="request-approve",
    ),
    path(
        "gruppen/<slug:slug>/anfragen/<int:pk>/ablehnen/",
        request_views.decline_request,
        name="request-decline",
    ),
    path("gruppen/<slug:slug>/leitung/", overview_views.index, name="overview"),
    path("gruppen/<slug:slug>/protokoll/", log_views.index, name="log"),
    path("index.php", views.legacy, name="legacy"),
]
