"""Titles of files: browsers on macOS send names decomposed (NFD), in which nobody finds an umlaut."""

import unicodedata

from wagtail.documents.forms import BaseDocumentForm


class NormalisedTitle:
    """Of a form: the title is taken from the name of the file, unless the editor types another."""

    def clean_title(self):
        return unicodedata.normalize("NFC", self.cleaned_data["title"])


class DocumentForm(NormalisedTitle, BaseDocumentForm):
    pass
