from django.urls import path

from groups.admin import acts, views
from groups.admin.reports import LinksReport, LogReport, revoke_links

urlpatterns = [
    path("protokoll/", LogReport.as_view(), name="groups_log"),
    path("protokoll/ergebnisse/", LogReport.as_view(results_only=True), name="groups_log_results"),
    path("einladungslinks/", LinksReport.as_view(), name="groups_links"),
    path("einladungslinks/ergebnisse/", LinksReport.as_view(results_only=True), name="groups_links_results"),
    path("einladungslinks/widerrufen/", revoke_links, name="groups_links_revoke"),
    path("gruppen/<int:pk>/", views.manage_group, name="groups_manage"),
    path("gruppen/<int:pk>/mitglieder/<int:member_pk>/", views.member, name="groups_member"),
    path(
        "gruppen/<int:pk>/mitglieder/<int:member_pk>/entfernen/", views.member_end, name="groups_member_end"
    ),
    path("gruppen/<int:pk>/abschliessen/", acts.archive_group, name="groups_archive"),
    path("gruppen/<int:pk>/wieder-oeffnen/", acts.reopen_group, name="groups_reopen"),
    path("gruppen/<int:pk>/loeschen/", acts.delete_group, name="groups_delete"),
    path("gruppen/<int:pk>/loeschen/zuruecknehmen/", acts.keep_group, name="groups_keep"),
    path("gruppen/<int:pk>/links/widerrufen/", acts.revoke_links, name="groups_revoke_links"),
    path("gruppen/<int:pk>/links/<int:link_pk>/widerrufen/", acts.revoke_link, name="groups_revoke_link"),
    path(
        "gruppen/<int:pk>/per-mail/<int:mailing_pk>/widerrufen/",
        acts.revoke_mailing,
        name="groups_revoke_mailing",
    ),
]
