"""Titles of files: browsers on macOS send names decomposed (NFD), in which nobody finds an umlaut."""

import unicodedata

from wagtail.documents.forms import BaseDocumentForm

from cms.uploads.document_content import check_document


class NormalisedTitle:
    """Of a form: the title is taken from the name of the file, unless the editor types another."""

    def clean_title(self):
        return unicodedata.normalize("NFC", self.cleaned_data["title"])


class DocumentForm(NormalisedTitle, BaseDocumentForm):
    def clean_file(self):
        if "file" in self.changed_data:
            check_document(self.cleaned_data["file"])
        return self.cleaned_data["file"]
