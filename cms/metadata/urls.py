from django.urls import path

from cms.metadata.icons import favicon, manifest
from cms.metadata.picture import social_picture
from cms.metadata.robots import robots
from cms.metadata.sitemap import sitemap, sitemap_index

urlpatterns = [
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap_index, name="sitemap-index"),
    path("sitemap-<slug:section>.xml", sitemap, name="sitemap"),
    path("favicon.ico", favicon, name="favicon"),
    path("site.webmanifest", manifest, name="manifest"),
    path("teilen/<int:pk>/<slug:key>.png", social_picture, name="social-picture"),
    path("teilen/<int:pk>/<slug:slug>/<slug:key>.png", social_picture, name="social-picture"),
]
