from django.conf import settings
from django.db import models
from django.db.models import Q


class Level(models.IntegerChoices):
    """How experienced a person is in a theme field."""

    NEW = 1, "neu dabei"
    ON_THE_WAY = 2, "unterwegs"
    EXPERIENCED = 3, "erfahren"


class ExperienceQuerySet(models.QuerySet):
    def expert(self):
        return self.filter(level=Level.EXPERIENCED)

    def seeking(self):
        return self.filter(seeks=True)


class Experience(models.Model):
    """User × theme field: the level, and whether the person looks for others to talk to about it. One of both is set."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="experiences", db_index=False
    )
    theme_field = models.ForeignKey(
        "vocabulary.ThemeField",
        on_delete=models.CASCADE,
        related_name="experiences",
        verbose_name="Themenfeld",
    )
    level = models.PositiveSmallIntegerField("Erfahrung", choices=Level, null=True, blank=True)
    seeks = models.BooleanField("sucht Austausch", default=False)

    objects = ExperienceQuerySet.as_manager()

    class Meta:
        verbose_name = "Erfahrung"
        verbose_name_plural = "Erfahrungen"
        ordering = ["theme_field__order", "theme_field__title"]
        constraints = [
            models.UniqueConstraint(fields=["user", "theme_field"], name="experience_once_per_theme_field"),
            models.CheckConstraint(
                condition=Q(level__isnull=False, level__in=Level.values) | Q(level=None, seeks=True),
                name="experience_says_something",
            ),
        ]

    def __str__(self):
        return f"Erfahrung {self.pk}"
