from django.urls import path

from home.privacy import export_views, leaving_views, views

app_name = "privacy"
urlpatterns = [
    path("daten/", views.overview, name="overview"),
    path("daten/verzeichnis/", views.register, name="register"),
    path("daten/zusammenstellen/", export_views.ask, name="export"),
    path("daten/zusammenstellen/stand/", export_views.progress, name="export-progress"),
    path("daten/datei/", export_views.file, name="export-file"),
    path("daten/loeschen/", leaving_views.delete, name="delete"),
    path("geloescht/", leaving_views.deleted, name="deleted"),
]
