"""What the pages of the site have of people, for tests/support/examples.py."""

from django.utils import timezone


def make_editorial(anna, otto):
    make_sign_ups(anna, otto)
    make_advice()
    make_fact_sheet(anna)
    make_submissions(anna)


def make_advice():
    """With words that are as long as they may be, and a mail to the person."""
    from cms.models import AdviceRequest

    advice = AdviceRequest.objects.create(
        pk=900,
        place="Langstadt" * 10,
        concern="Wie geht das?\n\n" + "Quartiersentwicklung" * 30,
        name="Nina Neu",
        email="nina@stadt.example",
        state="beratung",
        started_at=timezone.now(),
    )
    advice.entries.create(kind="mail", subject="Unser Vorschlag" * 12, text="Guten Tag")


def make_sign_ups(anna, otto):
    """Anna and Otto take part in an event, Nora has not confirmed yet; Anna is on the waiting list of another, too."""
    from cms.models import EventPage

    event = EventPage.objects.get(slug="aelterwerden")
    for pk, name, user, state in (
        (900, "Otto", otto, "in"),
        (901, "Nora", None, "pending"),
        (902, "Anna", anna, "in"),
    ):
        fields = {"name": name, "user": user, "email": f"{name.lower()}@stadt.example", "place": "Ulm"}
        event.sign_ups.create(pk=pk, state=state, **fields)
    full = EventPage.objects.get(slug="buergerengagement")
    full.sign_ups.create(user=anna, name="Anna", email=anna.email, place="Ulm", state="waiting")


def make_fact_sheet(reporter):
    """Open to all; a city follows it, another waits to, and Anna's has not told so yet."""
    from cms.models import FactSheetIndexPage, FactSheetPage, Reuse
    from vocabulary.models import Municipality, ThemeField

    towns = list(Municipality.objects.all())
    sheet = FactSheetPage(pk=900, title="Beispiel", slug="beispiel", intro="–", summary="–", status="idee")
    sheet.municipality = towns[0]
    sheet.theme_fields = [ThemeField.objects.first()]
    FactSheetIndexPage.objects.get().add_child(instance=sheet)
    Reuse.objects.create(page=sheet, municipality=towns[1], note="Aushang", date=timezone.localdate())
    Reuse.objects.create(page=sheet, municipality=towns[2], note="Karte", state="waiting")
    reporter.municipality = towns[3]
    reporter.save()


def make_submissions(author):
    """Anna has a draft of a fact sheet, and the editors have a change that she suggested."""
    from cms.models import FactSheetPage, Submission
    from cms.submitting.content import describe_page

    page = FactSheetPage.objects.order_by("pk").first()
    make, now = Submission.objects.create, timezone.now()
    typed = describe_page(page)
    make(pk=900, author=author, typed=typed | {"title": "Quartiersentwicklungs" * 5}, saved_at=now)
    make(
        pk=901,
        author=author,
        page=page,
        is_change=True,
        state="pruefung",
        typed=typed,
        saved_at=now,
        submitted_at=now,
    )
