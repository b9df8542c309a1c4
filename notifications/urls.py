from django.urls import path

from notifications import views

app_name = "notifications"
urlpatterns = [
    path("mitteilungen/", views.index, name="index"),
    path("mitteilungen/neues/", views.news, name="news"),
    path("mitteilungen/gelesen/", views.read_all, name="read-all"),
    path("mitteilungen/<int:pk>/gelesen/", views.read, name="read"),
]
