from django.urls import path

from cms.newsletter import views

app_name = "newsletter"
urlpatterns = [
    path("bestaetigen/<str:token>/", views.confirm_subscription, name="confirm"),
    path("abmelden/<str:token>/", views.unsubscribe, name="unsubscribe"),
]
