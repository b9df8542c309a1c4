from django.urls import path

from cms.advice import views

app_name = "advice"
urlpatterns = [path("stand/<str:token>/", views.show_status, name="status")]
