"""All addresses of the site. Wagtail's come last: whatever nothing else matches is a page."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as document_urls
from wagtail.views import serve as serve_page

from accounts.admin import AccountView
from accounts.sign_in.views import admin_login
from cms.events.calendar import event_feed, event_file
from cms.shared_passwords import document_password, page_password
from config.health import health
from config.media import media
from home.member_home import member_home
from home.views import offline, service_worker

urlpatterns = [
    path("-/health/", health, name="health"),
    path("offline/", offline, name="offline"),
    path("service-worker.js", service_worker, name="service-worker"),
    path("", include("cms.metadata.urls")),
    path("konto/", include("accounts.urls")),
    path("konto/", include("privacy.urls")),
    path("mein/", member_home, name="mein"),
    path("mein/steckbriefe/", include("cms.submitting.urls")),
    path("", include("notifications.urls")),
    path("", include("groups.urls")),
    path("", include("people.urls")),
    path("", include("forum.urls")),
    path("newsletter/", include("cms.newsletter.urls")),
    path("veranstaltungen/teilnahme/", include("cms.events.urls")),
    path("<path:path>/termin.ics", event_file, name="event-file"),
    path("<path:path>/kalender.ics", event_feed, name="event-feed"),
    path("beratung/", include("cms.advice.urls")),
    path("nachnutzung/", include("cms.reuse.urls")),
    path("redaktion/login/", admin_login),
    path("redaktion/account/", require_admin_access(AccountView.as_view())),
    path("redaktion/", include(admin_urls)),
    # Before Wagtail's own view of this path, which has no second factor and no rate limit.
    path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    # Before Wagtail's own views of these paths, which have no rate limit.
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        page_password,
    ),
    path("dokumente/datei/authenticate_with_password/<int:restriction_id>/", document_password),
    path("dokumente/datei/", include(document_urls)),
    path("media/<path:path>", media, name="media"),
]
if settings.DEMO:
    urlpatterns.append(path("-/mailbox/", include("demo.mailbox.urls")))
urlpatterns += [
    # Files that a page makes: Wagtail's own pattern takes no dots. The page decides about each.
    re_path(r"^((?:[\w\-]+/)+export\.(?:json|csv))$", serve_page),
    re_path(r"^((?:[\w\-]+/)+[\w\-]+\.pdf)$", serve_page, name="page-file"),
    re_path(r"^((?:[\w\-]+/)*feed\.atom)$", serve_page, name="feed"),
    path("", include(wagtail_urls)),
]

handler403 = "home.views.forbidden"
handler404 = "home.views.not_found"
handler500 = "home.views.server_error"
