from django.urls import path

from demo.mailbox import views

urlpatterns = [
    path("", views.mailbox, name="mailbox"),
    path("<str:key>/", views.mailbox_mail, name="mailbox-mail"),
    path("<str:key>/html/", views.mailbox_html, name="mailbox-html"),
]
