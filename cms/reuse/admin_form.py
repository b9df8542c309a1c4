from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm

from cms.reuse.notify import notify_of_decision


class ReuseAdminForm(WagtailAdminModelForm):
    """Choosing a state is the decision: whoever reported hears of it."""

    def clean(self):
        cleaned = super().clean()
        page, municipality = cleaned.get("page"), cleaned.get("municipality")
        if page and municipality and page.municipality_id == municipality.pk:
            self.add_error(
                "municipality", ValidationError("Der Steckbrief ist von dieser Stadt.", code="own")
            )
        return cleaned

    def save(self, commit=True):
        reuse = super().save(commit)
        if commit and self.initial.get("state") != reuse.state:
            notify_of_decision(reuse)
        return reuse
