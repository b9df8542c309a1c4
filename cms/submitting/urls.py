from django.urls import path

from cms.submitting import views, writing

app_name = "submitting"
urlpatterns = [
    path("", views.list_submissions, name="index"),
    path("neu/", views.start_submission, name="new"),
    path("aenderung/<int:pk>/", views.start_change, name="change"),
    path("<int:pk>/", writing.edit_submission, name="edit"),
    path("<int:pk>/sichern/", writing.autosave, name="autosave"),
    path("<int:pk>/einreichen/", writing.send_submission, name="send"),
    path("<int:pk>/zurueckziehen/", views.discard_submission, name="discard"),
]
