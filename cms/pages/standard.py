from cms.pages.base import BodyPage


class StandardPage(BodyPage):
    template = "cms/standard_page.html"
    parent_page_types = ["home.HomePage", "cms.StandardPage"]

    class Meta:
        verbose_name = "Inhaltsseite"
        verbose_name_plural = "Inhaltsseiten"
