from django import forms
from django.core.exceptions import ValidationError

from accounts.models import Photo
from files.picture import Unusable, make_square_pictures

HELP = (
    "JPEG, PNG oder WebP, höchstens 10 MB. Wir schneiden das Bild quadratisch zu und entfernen alle Angaben zu Ort, "
    "Zeit und Gerät."
)
TOO_MANY = "Sie haben in den letzten 24 Stunden schon viele Bilder hochgeladen. Bitte versuchen Sie es morgen wieder."


class PhotoForm(forms.Form):
    """A picture; `photo` is cleaned to (small, large), two squares as WebP bytes.

    `too_many`: the person has reached the rate limit, so the file is not decoded.
    """

    photo = forms.FileField(
        label="Bilddatei",
        help_text=HELP,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={"required": "Bitte wählen Sie ein Bild aus.", "empty": "Die Datei ist leer."},
    )

    def __init__(self, *args, too_many=False):
        self.too_many = too_many
        super().__init__(*args)

    def clean_photo(self):
        if self.too_many:
            raise ValidationError(TOO_MANY, code="too_many")
        try:
            return make_square_pictures(self.cleaned_data["photo"], Photo.SMALL, Photo.LARGE)
        except Unusable as refusal:
            raise ValidationError(refusal.reason.label, code=refusal.reason.value) from refusal
