from django.urls import path

from cms.admin.dashboard import list_waiting
from cms.admin.planned import PlannedReport
from cms.uploads.report import LackingReport

urlpatterns = [
    path("wartet/<slug:slug>/", list_waiting, name="waiting"),
    path("reports/geplant/", PlannedReport.as_view(), name="planned_pages"),
    path(
        "reports/geplant/ergebnisse/", PlannedReport.as_view(results_only=True), name="planned_pages_results"
    ),
    path("reports/ohne-text/", LackingReport.as_view(), name="lacking_report"),
    path(
        "reports/ohne-text/ergebnisse/",
        LackingReport.as_view(results_only=True),
        name="lacking_report_results",
    ),
]
