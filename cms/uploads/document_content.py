"""Whether a document is what the ending of its name says."""

from pathlib import PurePath

from django.core.exceptions import ValidationError

BEGINNINGS = {"pdf": b"%PDF-"} | dict.fromkeys(("docx", "xlsx", "pptx", "odt", "ods", "zip"), b"PK")
# Some programs write a few bytes before it.
LOOKED_AT = 1024


def check_document(upload):
    """Raises ValidationError. The upload is at its beginning afterwards."""
    ending = PurePath(upload.name).suffix.lower().removeprefix(".")
    upload.seek(0)
    beginning = upload.read(LOOKED_AT)
    upload.seek(0)
    expected = BEGINNINGS.get(ending, b"")
    if not (expected in beginning if ending == "pdf" else beginning.startswith(expected)):
        raise ValidationError(
            f"Das ist keine Datei im Format {ending.upper()}, auch wenn ihr Name so endet. Bitte prüfen Sie sie."
        )
