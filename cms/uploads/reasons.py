"""Why an image has no description, or a film no captions: typed by whoever publishes it, with who and when in the log."""

from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.log_actions import LogFormatter, log

REASON_GIVEN = "cms.missing_reason"


class LogsReason:
    """Of a form whose model has a `missing_reason`."""

    def save(self, commit=True):
        saved = super().save(commit)
        if commit and saved.missing_reason and "missing_reason" in self.changed_data:
            log(saved, REASON_GIVEN, data={"reason": saved.missing_reason})
        return saved


class ReasonForm(LogsReason, WagtailAdminModelForm):
    pass


class ReasonFormatter(LogFormatter):
    label = "Grund für Fehlendes angegeben"

    def format_message(self, log_entry):
        return f"Grund für das Fehlen von Untertiteln oder Beschreibung: {log_entry.data['reason']}"
