"""Where editors confirm what members report, and write down what they know themselves."""

from django.utils.functional import cached_property
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.models import Reuse


class WithNumber:
    """Of an entry of the menu: how many wait stands behind its label."""

    def render_component(self, request):
        entry = super().render_component(request)
        if number := Reuse.objects.waiting().count():
            entry.label = f"{entry.label} ({number})"
        return entry


class ReuseViewSet(SnippetViewSet):
    model = Reuse
    icon = "copy"
    list_display = [
        "__str__",
        Column("get_state_display", label="Stand", sort_key="state"),
        Column("reporter", label="Gemeldet von"),
        Column("date", label="Seit", sort_key="date"),
    ]
    list_filter = ["state", "page"]
    # Those that wait come first.
    ordering = ["-state", "-reported_at", "-pk"]
    search_fields = ["note", "municipality__title", "page__title"]
    search_backend_name = None
    add_to_admin_menu = True

    def get_queryset(self, _):
        return Reuse.objects.select_related("page", "municipality", "reporter")

    @cached_property
    def menu_item_class(self):
        return type("ReuseMenuItem", (WithNumber, super().menu_item_class), {})
