from django.urls import path

from cms.reuse import views

app_name = "reuse"
urlpatterns = [path("<int:pk>/", views.report_reuse, name="report")]
