from django.urls import path

from cms.submitting import views, writing

app_name = "submitting"
urlpatterns = [
    path("", views.index, name="index"),
    path("neu/", views.new, name="new"),
    path("aenderung/<int:pk>/", views.change, name="change"),
    path("<int:pk>/", writing.edit, name="edit"),
    path("<int:pk>/sichern/", writing.autosave, name="autosave"),
    path("<int:pk>/einreichen/", writing.send, name="send"),
    path("<int:pk>/zurueckziehen/", views.discard, name="discard"),
]
