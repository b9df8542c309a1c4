from django.urls import path

from cms.events import views

app_name = "event-sign-up"
urlpatterns = [
    path("bestaetigen/<str:token>/", views.confirm_sign_up, name="confirm"),
    path("absagen/<str:token>/", views.cancel_sign_up, name="cancel"),
]
