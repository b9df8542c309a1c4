"""The lists of documents, links and films, and the ways into the groups: an introduction above what others keep."""

from django.db.models import Count, Exists, F, OuterRef, Q
from wagtail.documents import get_document_model

from cms import limits
from cms.access import find_open_documents, within_closed
from cms.models.files import Clip
from cms.models.links import ExternalLink
from cms.pages.base import IndexPage
from groups.models import Group, Invitation, Visibility
from vocabulary.models import ThemeField
from web.paging import get_page


def read_choice(request, name):
    """What the reader has chosen in the address; PostgreSQL knows no NUL."""
    return request.GET.get(name, "").replace("\0", "")


def choose_theme_field(request, rows, relation):
    """The rows of the theme field in the address, and the theme fields that occur in them, each with `number`.

    `relation`: the name under which a theme field knows the rows.
    """
    chosen = read_choice(request, "themenfeld")
    fields = ThemeField.objects.filter(**{f"{relation}__in": rows.order_by()})
    found = rows.filter(theme_fields__slug=chosen) if chosen else rows
    theme_fields = list(fields.annotate(number=Count(relation)).order_by("order", "title"))
    title = next((one.title for one in theme_fields if one.slug == chosen), "")
    return found, {"theme_fields": theme_fields, "chosen": chosen, "chosen_title": title}


class DocumentIndexPage(IndexPage):
    template = "cms/document_index.html"

    class Meta:
        verbose_name = "Liste der Dokumente"
        verbose_name_plural = "Listen der Dokumente"

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        closed = within_closed(request)
        hides_some = closed is not None and get_document_model().objects.filter(closed).exists()
        found, choice = choose_theme_field(request, find_open_documents(request), "documents")
        rows = found.select_related("collection").prefetch_related("theme_fields").order_by("title", "pk")
        return (
            context
            | choice
            | {"documents": get_page(request, rows, limits.ROWS_PER_PAGE), "hides_some": hides_some}
        )


class LinkIndexPage(IndexPage):
    template = "cms/link_index.html"

    class Meta:
        verbose_name = "Liste der externen Links"
        verbose_name_plural = "Listen der externen Links"

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        chosen, links = read_choice(request, "rubrik"), ExternalLink.objects.all()
        categories = links.order_by("category").values("category").annotate(number=Count("pk"))
        found, choice = choose_theme_field(
            request, links.filter(category=chosen) if chosen else links, "links"
        )
        rows = get_page(request, found.prefetch_related("theme_fields"), limits.ROWS_PER_PAGE)
        return context | choice | {"links": rows, "categories": categories, "category": chosen}


class MediaIndexPage(IndexPage):
    template = "cms/media_index.html"

    class Meta:
        verbose_name = "Mediathek"
        verbose_name_plural = "Mediatheken"

    def get_context(self, request, *args, **kwargs):
        """First the films about no city in particular."""
        context = super().get_context(request, *args, **kwargs)
        signed = bool(read_choice(request, "gebaerdensprache"))
        found, choice = choose_theme_field(request, Clip.objects.all(), "clips")
        numbers = found.aggregate(all=Count("pk"), signed=Count("pk", filter=Q(has_sign_language=True)))
        found = found.filter(has_sign_language=True) if signed else found
        found = found.select_related("municipality").prefetch_related("theme_fields")
        rows = found.order_by(F("municipality__title").asc(nulls_first=True), "title", "pk")
        clips = get_page(request, rows, limits.CLIPS_PER_PAGE)
        return context | choice | {"clips": clips, "only_signed": signed, "numbers": numbers}


class CommunityPage(IndexPage):
    """The listed groups with their ways in."""

    template = "cms/community.html"

    class Meta:
        verbose_name = "Austausch und Gruppen"
        verbose_name_plural = "Austausch und Gruppen"

    @property
    def shown_groups(self):
        """The ids of those that have a card in the body."""
        cards = [block.value for block in self.blocks if block.block_type == "group"]
        return [card["group"].pk for card in cards]

    def get_context(self, request, *args, **kwargs):
        """Those that everybody may find, whoever reads: this is the public page."""
        context = super().get_context(request, *args, **kwargs)
        links = Invitation.objects.usable().filter(is_public=True, group=OuterRef("pk"))
        listed = Group.objects.filter(visibility=Visibility.VISIBLE).exclude(pk__in=self.shown_groups).open()
        groups = (
            listed.with_numbers().annotate(has_public_link=Exists(links)).prefetch_related("theme_fields")
        )
        mine = set(Group.objects.of(request.user).values_list("pk", flat=True))
        return context | {"groups": get_page(request, groups, limits.ROWS_PER_PAGE), "mine": mine}
