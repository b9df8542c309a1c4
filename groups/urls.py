from django.urls import path

from groups.views import group, invitation, invitations, members

app_name = "groups"
urlpatterns = [
    path("einladung/<str:key>/", invitation.invitation, name="invitation"),
    path("einladung/<str:key>/code/", invitation.code, name="join-code"),
    path("einladung/<str:key>/neuer-code/", invitation.new_code, name="join-new-code"),
    path("einladung/<str:key>/andere-adresse/", invitation.other_address, name="join-other-address"),
    path("einladung/<str:key>/beitreten/", invitation.accept, name="join"),
    path("einladung/<str:key>/bestaetigen/<str:token>/", invitation.by_link, name="join-by-link"),
    path("gruppen/", group.index, name="index"),
    path("gruppen/<slug:slug>/ueber/", group.about, name="about"),
    path("gruppen/<slug:slug>/mitglieder/", members.index, name="members"),
    path("gruppen/<slug:slug>/mitglieder/<int:pk>/entfernen/", members.end, name="member-end"),
    path("gruppen/<slug:slug>/beitreten/", group.way_in, name="way-in"),
    path("gruppen/<slug:slug>/einladungen/", invitations.index, name="invitations"),
    path(
        "gruppen/<slug:slug>/einladungen/<int:pk>/widerrufen/", invitations.revoke, name="invitation-revoke"
    ),
    path("index.php", group.legacy, name="legacy"),
]
