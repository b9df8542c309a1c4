from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable


@register_setting(icon="cog")
class SiteSettings(ClusterableModel, BaseSiteSetting):
    notice = models.CharField(
        "Hinweis ganz oben", max_length=150, blank=True, help_text="Eine Zeile über jeder Seite; leer: keine."
    )
    about = models.CharField("Über uns in der Fußzeile", max_length=250, blank=True)
    funding_note = models.CharField("Förderhinweis", max_length=250, blank=True)
    contact_page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Seite „Beratung anfragen“",
    )

    panels = [
        FieldPanel("notice"),
        FieldPanel("about"),
        FieldPanel("funding_note"),
        PageChooserPanel("contact_page"),
        InlinePanel("menu_entries", heading="Menüs", label="Eintrag"),
    ]

    class Meta:
        verbose_name = "Menüs und Fußzeile"


class MenuEntry(Orderable):
    class Menu(models.TextChoices):
        MAIN = "main", "Hauptmenü"
        MEMBERS = "members", "Hauptmenü, angemeldet auch neben „Wissen“"
        OFFER = "offer", "Fußzeile: Angebot"
        HELP = "help", "Verständlich (ganz oben und Fußzeile)"
        HELP_BELOW = "help_below", "Fußzeile: Verständlich"
        LEGAL = "legal", "Fußzeile: Rechtliches"

    settings = ParentalKey(
        SiteSettings, on_delete=models.CASCADE, related_name="menu_entries", db_index=False
    )
    menu = models.CharField("Menü", max_length=10, choices=Menu, default=Menu.MAIN)
    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name="Seite"
    )
    label = models.CharField("Beschriftung", max_length=40, blank=True, help_text="Leer: Titel der Seite.")

    panels = [FieldPanel("menu"), PageChooserPanel("page"), FieldPanel("label")]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["settings", "menu", "page"], name="menu_entry_once_per_menu"),
        ]
