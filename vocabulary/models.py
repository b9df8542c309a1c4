from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from vocabulary.addresses import ascii_domain


class Programme(models.Model):
    """A pilot programme in which municipalities took part."""

    slug = models.SlugField("Kurzname", unique=True)
    title = models.CharField("Name", max_length=100)
    summary = models.TextField("Kurzbeschreibung", blank=True)
    start = models.DateField("Beginn", null=True, blank=True)
    end = models.DateField("Ende", null=True, blank=True)
    order = models.PositiveSmallIntegerField("Reihenfolge", default=0)

    class Meta:
        verbose_name = "Programm"
        verbose_name_plural = "Programme"
        ordering = ["order", "title"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="programme_ends_after_start"),
        ]

    def __str__(self):
        return self.title


class SizeClass(models.TextChoices):
    """Bounds as in German municipal statistics: 20,000 and 100,000 inhabitants."""

    SMALL = "klein", "unter 20.000"
    MEDIUM = "mittel", "20.000 bis unter 100.000"
    LARGE = "gross", "ab 100.000"


class MunicipalityQuerySet(models.QuerySet):
    def named(self, name):
        """The municipality of this name, in whatever case it was typed, or None."""
        return self.filter(title__iexact=" ".join(name.split())).first()

    def of_address(self, email):
        """The municipality to which the mail domain of the address or one above it belongs, or None."""
        labels = email.rpartition("@")[2].lower().split(".")
        domains = [".".join(labels[start:]) for start in range(len(labels))]
        return self.filter(mail_domains__overlap=domains).first()


class Municipality(models.Model):
    """Where a person works, where a project stands. Coordinates are WGS84 degrees, rounded to the town centre."""

    slug = models.SlugField("Kurzname", unique=True)
    title = models.CharField("Name", max_length=100)
    is_town = models.BooleanField("ist eine Stadt", default=True, help_text="Sonst: Gemeinde.")
    programme = models.ForeignKey(
        Programme,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="municipalities",
        verbose_name="Programm",
    )
    size_class = models.CharField("Einwohnerzahl", max_length=10, choices=SizeClass)
    lat = models.DecimalField("Breite", max_digits=7, decimal_places=4)
    lon = models.DecimalField("Länge", max_digits=7, decimal_places=4)
    mail_domains = ArrayField(
        models.CharField(max_length=253), verbose_name="Mail-Domains", default=list, blank=True
    )

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = "Stadt oder Gemeinde"
        verbose_name_plural = "Städte und Gemeinden"
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lat__range=(-90, 90), lon__range=(-180, 180)), name="municipality_on_earth"
            ),
        ]

    def __str__(self):
        return self.title

    def clean(self):
        try:
            self.mail_domains = [ascii_domain(domain.strip()) for domain in self.mail_domains or ()]
        except ValueError:
            raise ValidationError(
                {"mail_domains": "Das ist keine Mail-Domain. Beispiel: „stadt.de“."}
            ) from None

    @property
    def kind(self):
        if not self.is_town:
            return "Gemeinde"
        names = {SizeClass.SMALL: "Kleinstadt", SizeClass.MEDIUM: "Mittelstadt", SizeClass.LARGE: "Großstadt"}
        return names[self.size_class]


class Quarter(models.Model):
    """A part of a municipality in which projects stand."""

    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.CASCADE,
        related_name="quarters",
        verbose_name="Stadt oder Gemeinde",
        db_index=False,
    )
    title = models.CharField("Name", max_length=150)

    class Meta:
        verbose_name = "Quartier"
        verbose_name_plural = "Quartiere"
        ordering = ["municipality__title", "title"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "title"], name="quarter_once_per_municipality"),
        ]

    def __str__(self):
        return self.title


class TargetGroup(models.Model):
    """Whom a project is for."""

    slug = models.SlugField("Kurzname", unique=True)
    title = models.CharField("Name", max_length=100)
    order = models.PositiveSmallIntegerField("Reihenfolge", default=0)

    class Meta:
        verbose_name = "Zielgruppe"
        verbose_name_plural = "Zielgruppen"
        ordering = ["order", "title"]

    def __str__(self):
        return self.title


class ThemeField(models.Model):
    """One of the fields by which pages, events, people and threads are sorted."""

    slug = models.SlugField("Kurzname", unique=True)
    title = models.CharField("Titel", max_length=100)
    short_title = models.CharField(
        "Kurzer Titel", max_length=16, blank=True, help_text="Für Zeichnungen, in denen wenig Platz ist."
    )
    question = models.CharField(
        "Leitfrage", max_length=200, blank=True, help_text="Damit beginnt die Seite des Themenfelds."
    )
    description = models.CharField("Beschreibung", max_length=250, blank=True)
    order = models.PositiveSmallIntegerField("Reihenfolge", default=0)

    class Meta:
        verbose_name = "Themenfeld"
        verbose_name_plural = "Themenfelder"
        ordering = ["order", "title"]

    def __str__(self):
        return self.title
