from urllib.parse import urlsplit

from django.db import models
from wagtail.search import index


class ExternalLink(index.Indexed, models.Model):
    title = models.CharField("Titel", max_length=150)
    url = models.URLField("Adresse", unique=True)
    category = models.CharField("Rubrik", max_length=50)
    description = models.CharField("Beschreibung", max_length=250, blank=True)
    theme_fields = models.ManyToManyField(
        "vocabulary.ThemeField", related_name="links", blank=True, verbose_name="Themenfelder"
    )
    is_demo = models.BooleanField("Beispielinhalt", default=False)

    search_fields = [index.AutocompleteField("title")]

    class Meta:
        verbose_name = "Externer Link"
        verbose_name_plural = "Externe Links"
        ordering = ["category", "title"]

    def __str__(self):
        return self.title

    @property
    def domain(self):
        return urlsplit(self.url).hostname.removeprefix("www.")
