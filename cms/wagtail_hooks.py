from django.http import Http404
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

import cms.admin.hooks  # noqa: F401 (registers its own)
from cms.advice.admin.urls import urlpatterns
from cms.advice.admin.viewset import AdviceViewSet, NoAddition
from cms.events.admin import EventSignUpViewSet, ReadAndRemove
from cms.links.admin.report import EditorsMenuItem, LinksMenuItem
from cms.links.admin.urls import urlpatterns as link_urlpatterns
from cms.models import AdviceRequest, Clip, EventSignUp, ExternalLink, Subscriber
from cms.redirects.urls import urlpatterns as redirect_urlpatterns
from cms.reuse.viewset import ReuseViewSet
from cms.tasks import note_links_of
from cms.uploads.reasons import REASON_GIVEN, ReasonFormatter
from cms.uploads.report import LackingReport


class ExternalLinkViewSet(SnippetViewSet):
    model = ExternalLink
    icon = "link-external"
    list_display = ["title", "domain", "category"]
    list_filter = ["category"]
    add_to_admin_menu = True


class ClipViewSet(SnippetViewSet):
    model = Clip
    icon = "media"
    list_display = [
        "title",
        Column("duration", label="Dauer"),
        "municipality",
        Column("lacks", label="Es fehlt"),
    ]
    add_to_admin_menu = True


class SubscriberViewSet(SnippetViewSet):
    """Only confirmed addresses; the export has the link for leaving, which every issue must carry."""

    model = Subscriber
    icon = "mail"
    list_display = ["email", "confirmed_at"]
    list_export = ["email", "confirmed_at", "leave_address"]
    export_headings = {"leave_address": "Link zum Abmelden"}
    menu_label = "Newsletter"
    add_to_admin_menu = True

    def get_queryset(self, _):
        return Subscriber.objects.exclude(confirmed_at=None)


register_snippet(ExternalLinkViewSet)
register_snippet(ClipViewSet)
register_snippet(SubscriberViewSet)
register_snippet(ReuseViewSet)
register_permission_policy(AdviceRequest, NoAddition(AdviceRequest))
register_snippet(AdviceViewSet)
register_permission_policy(EventSignUp, ReadAndRemove(EventSignUp))


@hooks.register("register_admin_viewset")
def list_of_sign_ups():
    return EventSignUpViewSet()


class AdviceReportItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("cms.view_advicerequest")


@hooks.register("register_admin_urls")
def advice_urls():
    return urlpatterns


@hooks.register("register_reports_menu_item")
def advice_report_item():
    return AdviceReportItem("Beratung in Zahlen", reverse("advice_report"), icon_name="help", order=900)


@hooks.register("register_admin_urls")
def link_urls():
    return link_urlpatterns


@hooks.register("register_admin_urls", order=-1)
def redirect_urls():
    """Before Wagtail's own of the same addresses."""
    return redirect_urlpatterns


@hooks.register("register_reports_menu_item")
def link_report_item():
    return LinksMenuItem("Defekte Links", reverse("links_report"), icon_name="link-external", order=930)


@hooks.register("register_reports_menu_item")
def page_report_item():
    label = "Seiten ohne Verweis oder Beschreibung"
    return EditorsMenuItem(label, reverse("pages_report"), icon_name="doc-empty-inverse", order=940)


@hooks.register("register_reports_menu_item")
def lacking_report_item():
    return EditorsMenuItem(LackingReport.page_title, reverse("lacking_report"), icon_name="media", order=950)


@hooks.register("register_log_actions")
def missing_reason_action(actions):
    actions.register_action(REASON_GIVEN)(ReasonFormatter)


@hooks.register("after_publish_page")
def note_links_of_page(request, page):
    note_links_of.defer(page=page.pk)


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def note_external_link(request, snippet):
    if isinstance(snippet, ExternalLink):
        note_links_of.defer(snippet=snippet.pk)


@hooks.register("before_serve_document")
def keep_embargo(document, request):
    if document.is_under_embargo and not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404


@hooks.register("insert_global_admin_js")
def count_characters():
    return format_html('<script type="module" src="{}"></script>', static("js/limit.js"))


@hooks.register("construct_help_menu")
def keep_help_german(request, items):
    """Without the links to Wagtail's handbook and news, which are in English."""
    items[:] = [item for item in items if not str(item.url).startswith("http")]
