from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.models import EditorialPage
from home.blocks import HomeBodyBlock


class HomePage(EditorialPage):
    body = StreamField(HomeBodyBlock(), verbose_name="Inhalt", blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]
    template = "home/home_page.html"
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = "Startseite"

    @property
    def hero(self):
        return next((block for block in self.blocks if block.block_type == "hero"), None)

    @property
    def further(self):
        """What stands below the hero, wherever editors have put that."""
        return [block for block in self.blocks if block.block_type != "hero"]
