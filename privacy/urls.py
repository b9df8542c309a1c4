from django.urls import path

from privacy.deletion import views as deletion
from privacy.export import views as export
from privacy.records import views as records

app_name = "privacy"
urlpatterns = [
    path("daten/", records.overview, name="overview"),
    path("daten/verzeichnis/", records.register, name="register"),
    path("daten/zusammenstellen/", export.request_export, name="export"),
    path("daten/zusammenstellen/stand/", export.export_progress, name="export-progress"),
    path("daten/datei/", export.download_export, name="export-file"),
    path("daten/loeschen/", deletion.delete_account, name="delete"),
    path("geloescht/", deletion.deleted, name="deleted"),
]
