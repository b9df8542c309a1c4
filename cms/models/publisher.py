from django.db import models
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="site", order=100)
class Organisation(BaseSiteSetting):
    """Who runs the site: what imprint, accessibility statement and contact pages have to say."""

    name = models.CharField("Organisation", max_length=200, blank=True)
    street = models.CharField("Straße und Hausnummer", max_length=150, blank=True)
    postcode = models.CharField("Postleitzahl", max_length=10, blank=True)
    city = models.CharField("Ort", max_length=100, blank=True)
    represented_by = models.CharField("Vertreten durch", max_length=200, blank=True)
    email = models.EmailField("E-Mail-Adresse", blank=True)
    phone = models.CharField("Telefon", max_length=50, blank=True)
    register_note = models.CharField("Register", max_length=250, blank=True)
    responsible_content = models.CharField("Verantwortlich für den Inhalt", max_length=250, blank=True)
    authorities_email = models.EmailField(
        "Kontakt für Behörden", blank=True, help_text="Artikel 11 der Verordnung (EU) 2022/2065 (DSA)."
    )
    users_email = models.EmailField(
        "Kontakt für Nutzerinnen und Nutzer",
        blank=True,
        help_text="Artikel 12 der Verordnung (EU) 2022/2065 (DSA).",
    )
    contact_languages = models.CharField("Sprachen", max_length=100, blank=True, default="Deutsch")
    feedback_email = models.EmailField(
        "E-Mail-Adresse für gemeldete Barrieren", blank=True, help_text="Leer: die E-Mail-Adresse oben."
    )
    advice_email = models.EmailField(
        "E-Mail-Adresse der Fachberatung",
        blank=True,
        help_text="Dorthin gehen Anfragen nach Beratung, und dorthin antworten Städte. Leer: die E-Mail-Adresse oben.",
    )
    arbitration = models.CharField("Schlichtungsstelle", max_length=200, blank=True)
    statement_review_days = models.PositiveSmallIntegerField(
        "Erklärung zur Barrierefreiheit prüfen alle … Tage", default=365
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldRowPanel([FieldPanel("street"), FieldPanel("postcode"), FieldPanel("city")]),
                FieldPanel("represented_by"),
                FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
                FieldPanel("advice_email"),
                FieldPanel("register_note"),
                FieldPanel("responsible_content"),
            ],
            heading="Impressum",
        ),
        MultiFieldPanel(
            [FieldPanel("authorities_email"), FieldPanel("users_email"), FieldPanel("contact_languages")],
            heading="Kontaktstellen nach dem Gesetz über digitale Dienste",
        ),
        MultiFieldPanel(
            [FieldPanel("feedback_email"), FieldPanel("arbitration"), FieldPanel("statement_review_days")],
            heading="Barrierefreiheit",
        ),
    ]

    class Meta:
        verbose_name = "Anbieter und Kontakt"

    @property
    def advice_address(self):
        return self.advice_email or self.email

    @classmethod
    def of(cls, site):
        """Without what Wagtail's for_site() does: to write a row when a page is read."""
        return cls.objects.filter(site=site).first() or cls()


class OfOrganisation:
    """Of a page that shows who runs the site."""

    @cached_property
    def publisher(self):
        return Organisation.of(self.get_site())
