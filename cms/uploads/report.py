"""The report of films without captions or transcript and of images without a description, with the reasons."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Case, F, Q, Value, When
from wagtail.admin.views.reports import ReportView
from wagtail.models import ModelLogEntry

from cms import limits
from cms.models import Clip, EditorialImage
from cms.uploads.reasons import REASON_GIVEN
from groups.members.export import without_formula

WORKS_ON_FILES = "cms.change_clip"
MODELS = {"Film": Clip, "Bild": EditorialImage}


def find_lacking_files():
    """Dicts with kind, number, title, lacks and reason of films and images, by title."""
    no_captions, no_transcript = Q(captions=""), Q(transcript="")
    lacks = Case(
        When(no_captions & no_transcript, then=Value("Untertitel, Abschrift")),
        When(no_captions, then=Value("Untertitel")),
        default=Value("Abschrift"),
    )
    clips = describe_files("Film", lacks).filter(no_captions | no_transcript)
    images = describe_files("Bild", Value("Beschreibung")).filter(description="")
    return clips.union(images, all=True).order_by("title", "number")


def describe_files(kind, lacks):
    rows = MODELS[kind].objects.order_by().annotate(number=F("pk"), kind=Value(kind), lacks=lacks)
    return rows.values("kind", "number", "title", "lacks", reason=F("missing_reason"))


class LackingReport(ReportView):
    page_title = "Ohne Untertitel oder Beschreibung"
    header_icon = "media"
    results_template_name = "wagtailadmin/uploads/lacking_results.html"
    index_url_name, index_results_url_name = "lacking_report", "lacking_report_results"
    model = Clip
    is_searchable = False
    paginate_by = limits.LINKS_PER_PAGE
    export_headings = {"title": "Titel", "kind": "Art", "lacks": "Es fehlt", "reason": "Grund"}
    list_export = tuple(export_headings)
    export_filename = "ohne-untertitel-oder-beschreibung"
    custom_field_preprocess = {name: {"csv": without_formula} for name in ("title", "reason")}

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(WORKS_ON_FILES):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        return find_lacking_files()

    def decorate_paginated_queryset(self, object_list):
        """With the newest entry of the log about each reason; after a year there is none."""
        types = ContentType.objects.get_for_models(*MODELS.values())
        rows, entries = list(object_list), ModelLogEntry.objects.filter(action=REASON_GIVEN)
        entries = entries.filter(content_type__in=types.values()).select_related("user").order_by("timestamp")
        newest = {
            (entry.content_type_id, entry.object_id): entry
            for entry in entries.filter(object_id__in=[str(row["number"]) for row in rows])
        }
        for row in rows:
            row["entry"] = newest.get((types[MODELS[row["kind"]]].pk, str(row["number"])))
        return rows
