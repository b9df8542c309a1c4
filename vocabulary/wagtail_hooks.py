from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from vocabulary.models import Municipality, Programme, Quarter, TargetGroup, ThemeField


class MunicipalityViewSet(SnippetViewSet):
    model = Municipality
    icon = "site"
    list_display = ["title", "programme", "size_class"]
    list_filter = ["programme", "size_class"]


class ProgrammeViewSet(SnippetViewSet):
    model = Programme
    icon = "folder-open-inverse"
    list_display = ["title", "start", "end"]


class ThemeFieldViewSet(SnippetViewSet):
    model = ThemeField
    icon = "tag"
    list_display = ["title", "order"]


class QuarterViewSet(SnippetViewSet):
    model = Quarter
    icon = "home"
    list_display = ["title", "municipality"]
    list_filter = ["municipality"]


class TargetGroupViewSet(SnippetViewSet):
    model = TargetGroup
    icon = "group"
    list_display = ["title", "order"]


class VocabularyGroup(SnippetViewSetGroup):
    items = (
        MunicipalityViewSet,
        QuarterViewSet,
        ProgrammeViewSet,
        ThemeFieldViewSet,
        TargetGroupViewSet,
    )
    menu_label = "Stammdaten"
    menu_icon = "site"


register_snippet(VocabularyGroup)
