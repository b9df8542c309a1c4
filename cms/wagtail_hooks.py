from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.models import Clip, ExternalLink


class ExternalLinkViewSet(SnippetViewSet):
    model = ExternalLink
    icon = "link-external"
    list_display = ["title", "domain", "category"]
    list_filter = ["category"]
    add_to_admin_menu = True


class ClipViewSet(SnippetViewSet):
    model = Clip
    icon = "media"
    list_display = ["title", "duration", "municipality"]
    add_to_admin_menu = True


register_snippet(ExternalLinkViewSet)
register_snippet(ClipViewSet)
