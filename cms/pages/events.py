from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.formats import date_format
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from cms import limits
from cms.access import find_open_documents, open_to
from cms.blocks import BodyBlock
from cms.events.admin import SignUpsPanel
from cms.events.serving import TakesSignUps
from cms.models.event_sign_up import EventSignUp, State
from cms.pages.base import ITEM_PANELS, BodyPage, EditorialPage, IndexPage, in_order, lines_field
from cms.pages.library.fact_sheet import FactSheetPage
from cms.pages.periods import describe_hours, describe_period
from web.paging import get_page

# In the address of the index: what is over, instead of what is to come.
PAST = "vergangen"
# In the address of the index: only where there is room.
FREE = "frei"


class EventIndexPage(IndexPage):
    content_panels = [
        *EditorialPage.content_panels,
        FieldPanel("body", help_text="Steht unter den Terminen."),
    ]
    template = "cms/event_index.html"
    subpage_types = ["cms.EventPage"]

    class Meta:
        verbose_name = "Übersicht der Veranstaltungen"
        verbose_name_plural = "Übersichten der Veranstaltungen"

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        events = EventPage.objects.live().filter(open_to(request)).child_of(self)
        past = events.past().order_by("-start", "-pk")
        if request.GET.get("zeit") == PAST:
            return context | {"archive": get_page(request, past, limits.PAST_EVENTS_PER_PAGE)}
        latest = list(past[: limits.PAST_EVENTS_SHOWN + 1])
        return (
            context
            | self.find_upcoming(request, events)
            | {
                "past": latest[: limits.PAST_EVENTS_SHOWN],
                "has_archive": len(latest) > limits.PAST_EVENTS_SHOWN,
            }
        )

    def find_upcoming(self, request, events):
        """What is to come, all or where there is room; the numbers of both; those in which the reader takes part."""
        upcoming = events.upcoming().with_places()
        free = upcoming.with_room()
        shown = free if request.GET.get("plaetze") == FREE else upcoming
        own = EventSignUp.objects.of(request.user).active() if request.user.is_authenticated else ()
        rows = shown.prefetch_related("theme_fields").order_by("start", "pk")
        return {
            "upcoming": get_page(request, rows, limits.UPCOMING_EVENTS_PER_PAGE),
            "only_free": shown is free,
            "number": upcoming.count(),
            "number_free": free.count(),
            "own": {sign_up.event_id for sign_up in own},
            "feed": f"{request.get_host()}{self.url}kalender.ics",
        }


class EventQuerySet(PageQuerySet):
    def upcoming(self):
        """Those that are not over."""
        return self.filter(self.not_over())

    def past(self):
        return self.exclude(self.not_over())

    @staticmethod
    def not_over():
        """An event that lasts all day is there until its last day has ended."""
        now = timezone.localtime()
        today = now.replace(hour=0, minute=0, second=0, microsecond=0)
        return Q(end__gte=now) | Q(is_all_day=True, end__gte=today)

    def with_places(self):
        """Each with `taken` and `waiting`: how many take part, and how many are on the list."""
        numbers = {
            name: Count("sign_ups", filter=Q(sign_ups__state=state))
            for name, state in {"taken": State.IN, "waiting": State.WAITING}.items()
        }
        return self.annotate(**numbers)

    def with_room(self):
        """Of `with_places`: EventPage.has_room."""
        in_time = Q(registration_deadline=None) | Q(registration_deadline__gte=timezone.localdate())
        free = Q(capacity=None) | Q(taken__lt=F("capacity"))
        may_join = Q(needs_registration=False) | (Q(start__gt=timezone.now()) & in_time & free)
        return self.filter(may_join, is_cancelled=False)


class EventPage(TakesSignUps, BodyPage):
    """A meeting. `end` may be the same day or later; both are moments, shown in Europe/Berlin."""

    kind = models.CharField("Art", max_length=50, help_text="Zum Beispiel „Workshop“ oder „Webinar“.")
    programme = models.ForeignKey(
        "vocabulary.Programme",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="events",
        verbose_name="Programm",
    )
    start = models.DateTimeField("Beginn")
    end = models.DateTimeField("Ende")
    is_all_day = models.BooleanField("ganztägig", default=False)
    location = models.CharField("Ort", max_length=200, blank=True)
    is_online = models.BooleanField("online", default=False)
    online_link = models.URLField(
        "Link zur Teilnahme", blank=True, help_text="Bekommen nur Angemeldete, per E-Mail und auf der Seite."
    )
    theme_fields = ParentalManyToManyField(
        "vocabulary.ThemeField", related_name="events", blank=True, verbose_name="Themenfelder"
    )
    agenda = lines_field("Programm des Tages")
    accessibility = lines_field("Barrierefreiheit")
    capacity = models.PositiveIntegerField("Plätze", null=True, blank=True, help_text="Leer: ohne Grenze.")
    needs_registration = models.BooleanField("mit Anmeldung", default=False)
    registration_deadline = models.DateField("Anmeldeschluss", null=True, blank=True)
    is_cancelled = models.BooleanField(
        "abgesagt",
        default=False,
        help_text="Alle Angemeldeten bekommen eine E-Mail, sobald Sie veröffentlichen.",
    )
    outcomes = lines_field("Ergebnisse")
    source_note = models.CharField("Anmerkung zur Quelle", max_length=250, blank=True)
    contact_email = models.EmailField("E-Mail-Adresse für Fragen", blank=True)
    uid = models.CharField("Kennung im Kalender", max_length=250, blank=True, editable=False)
    body = StreamField(BodyBlock(), verbose_name="Weitere Inhalte", blank=True)

    content_panels = [
        SignUpsPanel(heading="Anmeldungen"),
        *ITEM_PANELS,
        FieldRowPanel([FieldPanel("kind"), FieldPanel("programme")]),
        FieldRowPanel([FieldPanel("start"), FieldPanel("end"), FieldPanel("is_all_day")]),
        FieldRowPanel([FieldPanel("location"), FieldPanel("is_online"), FieldPanel("online_link")]),
        FieldPanel("theme_fields"),
        FieldPanel("agenda"),
        FieldPanel("accessibility"),
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in ("needs_registration", "registration_deadline", "capacity", "contact_email")
            ],
            heading="Anmeldung",
        ),
        FieldPanel("is_cancelled"),
        FieldPanel("outcomes", help_text="Erscheint auf der Seite, sobald die Veranstaltung vorbei ist."),
        InlinePanel("documents", heading="Unterlagen", label="Dokument"),
        InlinePanel("fact_sheets", heading="Daraus entstandene Steckbriefe", label="Steckbrief"),
        FieldPanel("body"),
        FieldPanel("source_note"),
    ]
    search_fields = [*BodyPage.search_fields, index.SearchField("agenda")]
    template = "cms/event_page.html"
    schema_type = "Event"
    exclude_fields_in_copy = ["uid"]
    parent_page_types = ["cms.EventIndexPage"]
    subpage_types = []

    objects = PageManager.from_queryset(EventQuerySet)()

    class Meta:
        verbose_name = "Veranstaltung"
        verbose_name_plural = "Veranstaltungen"
        constraints = [
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="event_ends_after_start"),
        ]

    def clean(self):
        super().clean()
        if self.start and self.end and self.end < self.start:
            raise ValidationError({"end": "Das Ende liegt vor dem Beginn."})
        last_day = self.start and timezone.localdate(self.start)
        if last_day and self.registration_deadline and self.registration_deadline > last_day:
            raise ValidationError({"registration_deadline": "Der Anmeldeschluss liegt nach dem Beginn."})

    def get_context(self, request, *args, **kwargs):
        sheets = FactSheetPage.objects.shown_to(request).with_rows()
        return super().get_context(request, *args, **kwargs) | {
            "fact_sheets": in_order(sheets, [row.fact_sheet_id for row in self.fact_sheets.all()]),
            "documents": in_order(
                find_open_documents(request), [row.document_id for row in self.documents.all()]
            ),
        }

    @property
    def is_over(self):
        if self.is_all_day:
            return timezone.localdate(self.end) < timezone.localdate()
        return self.end < timezone.now()

    @property
    def calendar_uid(self):
        """Stays, whatever becomes of the page and its address. `uid` is that of another system."""
        return self.uid or str(self.translation_key)

    @property
    def period(self):
        return describe_period(self.start, self.end, is_all_day=self.is_all_day)

    @property
    def period_beside_date(self):
        """Beside a date that is there already: weekday and hours, or of several days all of it."""
        start, end = timezone.localtime(self.start), timezone.localtime(self.end)
        if start.date() != end.date():
            return self.period
        return f"{date_format(start, 'l')}, {describe_hours(start, end, is_all_day=self.is_all_day)}"

    @property
    def place(self):
        return " und ".join(filter(None, [self.location, "online" if self.is_online else ""]))


class EventDocument(Orderable):
    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey(
        "cms.EditorialDocument", on_delete=models.CASCADE, related_name="+", verbose_name="Dokument"
    )

    panels = [FieldPanel("document")]


class EventFactSheet(Orderable):
    """A fact sheet that came of the event."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="fact_sheets")
    fact_sheet = models.ForeignKey(
        "cms.FactSheetPage", on_delete=models.CASCADE, related_name="events", verbose_name="Steckbrief"
    )

    panels = [PageChooserPanel("fact_sheet")]
