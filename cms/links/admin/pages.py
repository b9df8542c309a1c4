"""The report of published pages that nothing leads to, or that search engines have no description of."""

from functools import reduce
from operator import or_

import django_filters
from django import forms
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast, Length, Substr
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.reports import PageReportView
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import Page, ReferenceIndex, Site

from cms import limits
from cms.models import EventIndexPage, FactSheetIndexPage, NewsIndexPage, PressIndexPage, ProgrammePage
from groups.members.export import without_formula

# They list all pages below them.
LISTING = (FactSheetIndexPage, PressIndexPage, EventIndexPage, NewsIndexPage, ProgrammePage)
# From the second level on a page lists those below it that are shown in menus: templates/cms/components/page_lists.html.
LISTED_FROM = 4
LINK, DESCRIPTION = "verweis", "beschreibung"


def find_lacking(pages):
    """The pages, each with `is_orphan`, that lack a link to them or a description."""
    pages = pages.annotate(is_orphan=~(is_linked() | is_listed() | is_root()))
    return pages.filter(Q(is_orphan=True) | Q(search_description=""))


def is_linked():
    """By another published page, or in the settings of the site, as menus are: Wagtail's index has none of them."""
    page_type, number = ContentType.objects.get_for_model(Page), Cast(OuterRef("pk"), CharField())
    links = ReferenceIndex.objects.filter(to_content_type=page_type, to_object_id=number)
    live = Page.objects.live().annotate(number=Cast("pk", CharField())).values("number")
    on_pages = links.filter(base_content_type=page_type, object_id__in=live).exclude(object_id=number)
    chosen = (model.objects.filter(**{name: OuterRef("pk")}) for model, name in list_page_fields())
    return reduce(or_, (Q(Exists(found)) for found in chosen), Q(Exists(on_pages)))


def list_page_fields():
    """(model, name of the field) wherever a setting of the site, or a part of one, is a page."""
    models = [model for model in apps.get_models() if issubclass(model, BaseSiteSetting)]
    clusters = [model for model in models if issubclass(model, ClusterableModel)]
    parts = [relation.related_model for model in clusters for relation in get_all_child_relations(model)]
    for model in [*models, *parts]:
        for field in model._meta.concrete_fields:
            if field.related_model and issubclass(field.related_model, Page):
                yield model, field.name


def is_listed():
    """By the page above it."""
    above = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Page.steplen)
    parent = Page.objects.live().filter(path=above)
    in_menu = Q(Exists(parent), show_in_menus=True, depth__gte=LISTED_FROM)
    return Q(Exists(parent.type(*LISTING))) | in_menu


def is_root():
    return Q(Exists(Site.objects.filter(root_page=OuterRef("pk"))))


class PageFilterSet(WagtailFilterSet):
    lacking = django_filters.ChoiceFilter(
        label="Es fehlt",
        choices=[(LINK, "ein Verweis"), (DESCRIPTION, "die Beschreibung")],
        widget=forms.RadioSelect,
        empty_label="eines von beiden",
        method="filter_lacking",
    )

    class Meta:
        model = Page
        fields = []

    def filter_lacking(self, found, _, value):
        return found.filter(is_orphan=True) if value == LINK else found.filter(search_description="")


class PageReport(PageReportView):
    page_title = "Seiten ohne Verweis oder Beschreibung"
    header_icon = "doc-empty-inverse"
    results_template_name = "wagtailadmin/links/pages_results.html"
    index_url_name, index_results_url_name = "pages_report", "pages_report_results"
    any_permission_required = ["add", "change", "publish"]
    paginate_by = limits.LINKS_PER_PAGE
    filterset_class = PageFilterSet
    is_searchable = False
    export_headings = {"title": "Titel", "page_type_display_name": "Art", "lacks": "Es fehlt"}
    list_export = tuple(export_headings)
    export_filename = "seiten-ohne-verweis-oder-beschreibung"
    custom_field_preprocess = {"title": {"csv": without_formula}}

    def get_queryset(self):
        pages = self.permission_policy.instances_user_has_permission_for(self.request.user, "change")
        below_root = pages.live().filter(depth__gt=1).select_related("content_type")
        return find_lacking(below_root).order_by("title", "pk")

    def decorate_paginated_queryset(self, object_list):
        for page in object_list:
            lacks = [("ein Verweis", page.is_orphan), ("die Beschreibung", not page.search_description)]
            page.lacks = ", ".join(label for label, is_lacking in lacks if is_lacking)
        return object_list
