from privacy.models.data_export import DataExport
from privacy.models.erasure import Erasure

__all__ = ["DataExport", "Erasure"]
