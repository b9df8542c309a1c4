from django.urls import path

from cms.advice.admin import views
from cms.advice.admin.report import CountReport

urlpatterns = [
    path("beratung/zahlen/", CountReport.as_view(), name="advice_report"),
    path("beratung/zahlen/ergebnisse/", CountReport.as_view(results_only=True), name="advice_report_results"),
    path("beratung/<int:pk>/", views.show_advice, name="advice_request"),
    path("beratung/<int:pk>/notiz/", views.add_note, name="advice_note"),
    path("beratung/<int:pk>/mail/", views.send_advice_mail, name="advice_mail"),
]
