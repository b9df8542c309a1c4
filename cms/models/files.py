import logging

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils import timezone
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import AbstractImage, AbstractRendition, SourceImageIOError
from wagtail.images.models import Image as WagtailImage
from wagtail.search import index

from cms.uploads.reasons import ReasonForm
from files.picture import Unusable, check_picture

logger = logging.getLogger("cms")


class EditorialImage(AbstractImage):
    credit = models.CharField("Bildnachweis", max_length=200, blank=True)
    missing_reason = models.CharField(
        "Grund für die fehlende Beschreibung",
        max_length=200,
        blank=True,
        help_text="Nur ohne Beschreibung nötig, zum Beispiel „schmückt nur“.",
    )

    # Beside the description, which is the third.
    admin_form_fields = (
        *WagtailImage.admin_form_fields[:3],
        "missing_reason",
        *WagtailImage.admin_form_fields[3:],
        "credit",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = "Bild"
        verbose_name_plural = "Bilder"

    def get_rendition(self, filter):
        """Wagtail's sign for a missing file in place of an image that cannot be decoded, also in its choosers."""
        try:
            return super().get_rendition(filter)
        except SourceImageIOError:
            missing = Rendition(image=self, width=0, height=0)
            missing.file.name = "not-found"
            return missing

    def generate_rendition_file(self, filter, *, source=None):
        """Raises SourceImageIOError for every file that cannot be decoded, the one error that Wagtail expects."""
        try:
            # Wagtail leaves the file that it has written to the garbage collector.
            with super().generate_rendition_file(filter, source=source) as file:
                file.seek(0)
                return ContentFile(file.read(), name=file.name)
        except InvalidFilterSpecError:
            raise
        except Exception as broken:
            logger.warning("Image", extra={"event": "image_unreadable", "image": self.pk})
            raise SourceImageIOError(str(broken)) from broken


class Rendition(AbstractRendition):
    image = models.ForeignKey(
        EditorialImage, on_delete=models.CASCADE, related_name="renditions", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="rendition_of_one_filter"
            ),
        ]


class EditorialDocument(AbstractDocument):
    description = models.CharField("Beschreibung", max_length=250, blank=True)
    published_on = models.DateField("Stand", null=True, blank=True)
    page_count = models.PositiveSmallIntegerField("Seitenzahl", null=True, blank=True)
    licence = models.CharField("Lizenz", max_length=100, blank=True)
    alternative = models.CharField(
        "Barrierefreie Alternative", max_length=200, blank=True, help_text="Wo es den Inhalt noch gibt."
    )
    is_accessible = models.BooleanField(
        "barrierefrei",
        default=False,
        help_text="Geprüft: mit Überschriften, Lesereihenfolge und Alternativtexten.",
    )
    theme_fields = models.ManyToManyField(
        "vocabulary.ThemeField", related_name="documents", blank=True, verbose_name="Themenfelder"
    )
    author = models.CharField("Herausgegeben von", max_length=150, blank=True)
    version = models.CharField("Version", max_length=20, blank=True)
    is_demo = models.BooleanField("Beispielinhalt", default=False)
    embargo_until = models.DateTimeField(
        "Sperrfrist (Datum und Uhrzeit in Berlin)",
        null=True,
        blank=True,
        help_text="Vorher ist das Dokument nirgends zu finden und nicht herunterzuladen, außer für die Redaktion.",
    )

    admin_form_fields = (
        *WagtailDocument.admin_form_fields,
        "embargo_until",
        "description",
        "theme_fields",
        "author",
        "version",
        "published_on",
        "page_count",
        "licence",
        "alternative",
        "is_accessible",
        "is_demo",
    )

    class Meta(AbstractDocument.Meta):
        verbose_name = "Dokument"
        verbose_name_plural = "Dokumente"

    @property
    def is_under_embargo(self):
        return bool(self.embargo_until and self.embargo_until > timezone.now())


class Clip(index.Indexed, models.Model):
    """A short film with captions and transcript, or why it has none; `seconds` is its playing time."""

    title = models.CharField("Titel", max_length=150)
    slug = models.SlugField("Kurzname", unique=True)
    film = models.FileField(
        "Film",
        upload_to="clips",
        validators=[FileExtensionValidator(["webm", "mp4"])],
        help_text="Steht nach dem Speichern sofort in der Mediathek, auch vor einer Sperrfrist.",
    )
    poster = models.FileField(
        "Standbild", upload_to="clips", validators=[FileExtensionValidator(["png", "jpg", "jpeg", "webp"])]
    )
    captions = models.FileField(
        "Untertitel",
        upload_to="clips",
        validators=[FileExtensionValidator(["vtt"])],
        blank=True,
        help_text="Datei im Format WebVTT.",
    )
    transcript = models.TextField(
        "Abschrift", blank=True, help_text="Alles Gesprochene und, was man sehen muss."
    )
    missing_reason = models.CharField(
        "Grund für das Fehlen von Untertiteln oder Abschrift",
        max_length=200,
        blank=True,
        help_text="Nur nötig, wenn eines von beiden fehlt. Alle lesen ihn unter dem Film.",
    )
    seconds = models.PositiveSmallIntegerField("Dauer in Sekunden")
    municipality = models.ForeignKey(
        "vocabulary.Municipality",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="Stadt oder Gemeinde",
    )
    theme_fields = models.ManyToManyField(
        "vocabulary.ThemeField", related_name="clips", blank=True, verbose_name="Themenfelder"
    )
    has_sign_language = models.BooleanField("mit Gebärdensprache", default=False)
    is_demo = models.BooleanField("Beispielinhalt", default=False)

    base_form_class = ReasonForm
    search_fields = [index.AutocompleteField("title")]

    class Meta:
        verbose_name = "Film oder Clip"
        verbose_name_plural = "Filme und Clips"
        ordering = ["title"]

    def __str__(self):
        return self.title

    def clean(self):
        errors = {}
        if self.poster and not self.poster._committed:
            try:
                check_picture(self.poster.file)
            except Unusable as refusal:
                errors["poster"] = refusal.reason.label
        if not self.lacks:
            self.missing_reason = ""
        elif not self.missing_reason:
            errors["missing_reason"] = f"Zum Film fehlt: {self.lacks}. Sagen Sie bitte, warum."
        if errors:
            raise ValidationError(errors)

    @property
    def lacks(self):
        """What those would need who do not hear or do not see it; "" if it has both."""
        parts = (("Untertitel", self.captions), ("Abschrift", self.transcript))
        return ", ".join(name for name, there in parts if not there)

    @property
    def duration(self):
        """Minutes and seconds as people read them, e.g. "1:18"."""
        return f"{self.seconds // 60}:{self.seconds % 60:02}"
