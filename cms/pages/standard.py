from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.blocks import BodyBlock
from cms.pages.base import EditorialPage


class StandardPage(EditorialPage):
    body = StreamField(BodyBlock(), verbose_name="Inhalt", blank=True)

    content_panels = [*EditorialPage.content_panels, FieldPanel("body")]
    search_fields = [*EditorialPage.search_fields, index.SearchField("body")]
    template = "cms/standard_page.html"
    parent_page_types = ["home.HomePage", "cms.StandardPage"]

    class Meta:
        verbose_name = "Inhaltsseite"
        verbose_name_plural = "Inhaltsseiten"
