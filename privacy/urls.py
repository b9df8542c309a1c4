from django.urls import path

from privacy.deletion import views as deletion
from privacy.export import views as export
from privacy.records import views as records

app_name = "privacy"
urlpatterns = [
    path("daten/", records.overview, name="overview"),
    path("daten/verzeichnis/", records.register, name="register"),
    path("daten/zusammenstellen/", export.ask, name="export"),
    path("daten/zusammenstellen/stand/", export.progress, name="export-progress"),
    path("daten/datei/", export.file, name="export-file"),
    path("daten/loeschen/", deletion.delete, name="delete"),
    path("geloescht/", deletion.deleted, name="deleted"),
]
