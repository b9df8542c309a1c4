from django.urls import path

from notifications import views

app_name = "notifications"
urlpatterns = [
    path("mitteilungen/", views.index, name="index"),
    path("mitteilungen/neues/", views.news, name="news"),
    path("mitteilungen/gesehen/", views.mark_seen, name="seen"),
    path("mitteilungen/gelesen/", views.mark_all_read, name="read-all"),
    path("mitteilungen/<int:pk>/gelesen/", views.mark_read, name="read"),
]
