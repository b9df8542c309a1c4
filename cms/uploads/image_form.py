"""Wagtail's form for images, which says at the field what is wrong with a file, whatever the decoder raises."""

from django.core.exceptions import ValidationError
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from cms.uploads.file_names import NormalisedTitle
from cms.uploads.reasons import LogsReason
from files.picture import Reason, Unusable, check_picture


class PictureField(WagtailImageField):
    """Wagtail's reads only the header of the file, and Pillow may raise anything while it does."""

    def to_python(self, data):
        try:
            upload = super().to_python(data)
            if upload:
                check_picture(upload)
        except ValidationError:
            raise
        except Unusable as refusal:
            raise ValidationError(refusal.reason.label, code=refusal.reason.value) from refusal
        except Exception as broken:
            raise ValidationError(Reason.BROKEN.label, code=Reason.BROKEN.value) from broken
        return upload


class ImageForm(LogsReason, NormalisedTitle, BaseImageForm):
    """Wagtail makes the field "file" itself, so it can only be replaced."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if made := self.fields.get("file"):
            self.fields["file"] = PictureField(label=made.label, required=made.required, widget=made.widget)

    def clean(self):
        """An image that no words stand for needs a reason; one that they stand for needs none."""
        cleaned = super().clean()
        if "missing_reason" not in self.fields or "missing_reason" in self.errors:
            return cleaned
        if cleaned.get("description"):
            cleaned["missing_reason"] = ""
        elif not cleaned.get("missing_reason"):
            self.add_error("missing_reason", "Beschreiben Sie das Bild, oder sagen Sie, warum nicht.")
        return cleaned
