"""How uploaded files are named in the storage."""

import unicodedata

from django.core.files import storage


class ComposedNames:
    """A storage that composes names (Unicode NFC) first: of decomposed ones Django drops the dots of the umlauts."""

    def get_valid_name(self, name):
        return super().get_valid_name(unicodedata.normalize("NFC", name))


class FileSystemStorage(ComposedNames, storage.FileSystemStorage):
    pass
