"""Embargo ("Sperrfrist"): Wagtail's time of publication, shown in the first tab.

A page under embargo is not live, so that no list, feed, search or export needs a filter of its own. Wagtail locks a
scheduled page: who moves its time takes the plan away first, and until it is planned anew nothing is published; of drafts
`EmbargoForm` sees to it that nobody overwrites a colleague's embargo unseen.

What that does not hold back are the documents it names: they get the same embargo (`EditorialDocument.embargo_until`,
which `cms.access.find_open_documents` and the hook of their download ask), unless a public page names them, too. It is
stored at the document and not asked of Wagtail's reference index, which does not know what a draft names; and it is no
closed collection, of which editors would have to think twice. Pictures and films are held back by nothing: pictures are
in no list, films stand in the media list at once.
"""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.models import Page, ReferenceIndex

from cms.models.files import EditorialDocument

EMBARGO_PANEL = FieldPanel(
    "go_live_at",
    heading="Sperrfrist (Datum und Uhrzeit in Berlin)",
    help_text="Leer: ohne Sperrfrist. Sonst planen Sie die Seite mit „Veröffentlichen“: Sie erscheint dann von selbst, "
    "nie früher, höchstens fünf Minuten später. Um die Frist danach zu ändern, heben Sie zuerst die geplante "
    "Veröffentlichung auf. Dokumente, die nur hier stehen, sind ab dem Speichern genauso lange gesperrt; tragen Sie beim "
    "Hochladen dieselbe Sperrfrist ein, damit sie auch vorher niemand findet. Bilder und Filme sperrt sie nicht: Ein Bild "
    "sieht vorher, wer seinen Dateinamen errät, und ein Film steht sofort in der Mediathek.",
)
TOO_LATE = (
    "Die Seite ist schon öffentlich, eine Sperrfrist käme zu spät. Nehmen Sie die Seite zuerst von der Website "
    "(„Veröffentlichung aufheben“), dann können Sie eine setzen."
)


class EmbargoForm(WagtailAdminPageForm):
    def clean_go_live_at(self):
        """Refuses one for a public page, and one of a form that does not know that of a colleague."""
        typed, current = self.cleaned_data["go_live_at"], self.instance.go_live_at
        if self.instance.pk and self.instance.live and typed and typed > timezone.now():
            raise ValidationError(TOO_LATE)
        if typed != current and self.is_out_of_date():
            there = f"die Sperrfrist {describe_moment(current)}" if current else "keine Sperrfrist"
            raise ValidationError(
                f"Jemand hat die Seite inzwischen gespeichert. Jetzt gilt {there}. Soll Ihre Angabe gelten, speichern "
                "Sie noch einmal."
            )
        return typed

    def is_out_of_date(self):
        """Whether somebody else has saved since this form was loaded, as Wagtail's view asks before it saves by itself."""
        latest = self.instance.latest_revision
        if own := self.data.get("overwrite_revision_id"):
            return own != str(latest and latest.pk)
        loaded = self.data.get("loaded_revision_id"), self.data.get("loaded_revision_created_at")
        return bool(latest and loaded[0]) and loaded != (str(latest.pk), latest.created_at.isoformat())


class Embargoed:
    """Of a page that can be held back until a moment."""

    base_form_class = EmbargoForm
    # There only when the page goes.
    settings_panels = [PublishingPanel(children=PublishingPanel().children[1:]), *Page.settings_panels[1:]]

    @property
    def embargo(self):
        """The moment before which nobody may read the page, or None."""
        is_public = self.pk and self.live
        return self.go_live_at if not is_public and is_to_come(self.go_live_at) else None

    @property
    def embargo_words(self):
        return f"Sperrfrist: {describe_moment(self.embargo)}" if self.embargo else ""

    def get_admin_display_title(self):
        title = super().get_admin_display_title()
        return f"{title} ({self.embargo_words})" if self.embargo else title

    @transaction.atomic
    def save(self, *args, **kwargs):
        """Publishing saves the page, too."""
        saved = super().save(*args, **kwargs)
        if self.live and not kwargs.get("update_fields"):
            open_documents(self)
        return saved

    @transaction.atomic
    def save_revision(self, *args, **kwargs):
        """Drafts, too, hold back their documents."""
        revision = super().save_revision(*args, **kwargs)
        if self.embargo:
            hold_back_documents(self)
        return revision


def is_to_come(moment):
    return bool(moment and moment > timezone.now())


def describe_moment(moment):
    """Such as "25. Mai 2020, 10 Uhr"."""
    local = timezone.localtime(moment)
    clock = f"{local.hour}:{local.minute:02}" if local.minute else local.hour
    return f"{date_format(local, 'j. F Y')}, {clock} Uhr"


def find_documents(page):
    """The keys of the documents that the page names in lists or in its text."""
    references = page._meta.get_field("body").extract_references(page.body)
    return {int(key) for model, key, *_ in references if issubclass(model, EditorialDocument)}


def hold_back_documents(page):
    named = find_documents(page)
    documents = EditorialDocument.objects.filter(pk__in=named - find_public(named))
    documents.update(embargo_until=page.embargo)


def find_public(documents):
    """Those of the documents that a public page names."""
    rows = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(EditorialDocument),
        to_object_id__in=[str(key) for key in documents],
        base_content_type=ContentType.objects.get_for_model(Page),
    ).values_list("to_object_id", "object_id")
    live = Page.objects.live().in_bulk([int(page) for _, page in rows])
    return {int(document) for document, page in rows if int(page) in live}


def open_documents(page):
    """Also before their embargo, if an editor has taken that of the page away."""
    held = EditorialDocument.objects.filter(pk__in=find_documents(page), embargo_until__isnull=False)
    held.update(embargo_until=None)
