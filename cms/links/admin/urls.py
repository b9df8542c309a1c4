from django.urls import path

from cms.links.admin import views
from cms.links.admin.pages import PageReport
from cms.links.admin.report import LinkReport

urlpatterns = [
    path("reports/links/", LinkReport.as_view(), name="links_report"),
    path("reports/links/ergebnisse/", LinkReport.as_view(results_only=True), name="links_report_results"),
    path("reports/links/pruefen/", views.check_all_links, name="links_check_all"),
    path("reports/links/<int:pk>/pruefen/", views.check_link, name="links_check"),
    path("reports/links/<int:pk>/in-ordnung/", views.accept_link, name="links_accept"),
    path("reports/seiten/", PageReport.as_view(), name="pages_report"),
    path("reports/seiten/ergebnisse/", PageReport.as_view(results_only=True), name="pages_report_results"),
]
