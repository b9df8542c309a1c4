"""At the addresses of Wagtail's own screens, which keep their names."""

from django.urls import path

from cms.redirects import views

urlpatterns = [
    path("redirects/add/", views.CreateView.as_view()),
    path("redirects/<int:redirect_id>/", views.EditView.as_view()),
    path("redirects/import/", views.import_redirects),
]
