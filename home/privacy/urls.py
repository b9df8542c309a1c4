from django.urls import path

from home.privacy import views

app_name = "privacy"
urlpatterns = [
    path("daten/", views.overview, name="overview"),
]
