from django.urls import path

from people import profile_views, views

app_name = "people"
urlpatterns = [
    path("personen/", views.index, name="index"),
    path("personen/<int:pk>/", views.person, name="person"),
    path("personen/<int:pk>/foto/<uuid:key>/<str:size>.webp", views.photo, name="photo"),
    path("konto/profil/", profile_views.profile, name="profile"),
    path("konto/profil/foto/", profile_views.photo, name="own-photo"),
    path("konto/profil/foto/entfernen/", profile_views.remove_photo, name="own-photo-remove"),
]
