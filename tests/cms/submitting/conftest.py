import pytest
from django.urls import reverse

from cms.models import FactSheetPage, Submission
from vocabulary.models import Municipality, ThemeField

MINE = "/mein/steckbriefe/"
SHEET = "karlsruhe-bibliothek-der-dinge"


@pytest.fixture
def town(demo):
    return Municipality.objects.get(slug="ulm")


@pytest.fixture
def sheet(demo):
    return FactSheetPage.objects.get(slug=SHEET)


@pytest.fixture
def as_anna(client, anna, town):
    """Anna works in Ulm."""
    anna.municipality = town
    anna.save(update_fields=["municipality"])
    client.force_login(anna)
    return client


@pytest.fixture
def as_carla(client, carla):
    other = type(client)()
    other.force_login(carla)
    return other


@pytest.fixture
def as_emil(client, emil):
    """In /redaktion/."""
    other = type(client)()
    other.force_login(emil)
    return other


@pytest.fixture
def full(town):
    """A whole fact sheet, as a browser sends it."""
    return {
        "title": "Offene Werkstatt",
        "municipality": str(town.pk),
        "quarter": "Nordstadt",
        "intro": "Alle reparieren zusammen.",
        "summary": "Jeden Samstag steht die Werkstatt offen.",
        "theme_fields": [str(ThemeField.objects.first().pk)],
        "status": "umsetzung",
        "period_start": "2024-03-01",
        "goals": "Weniger wegwerfen\r\n- Nachbarn kennen lernen\r\n\r\n",
        "contact_role": "Quartiersmanagement",
        "contact_email": "Quartier@Ulm.example.org",
        "offers_visit": "on",
    }


@pytest.fixture
def begun(as_anna, town):
    """Anna's draft that has a title only."""
    as_anna.post(f"{MINE}neu/", {"title": "Offene Werkstatt", "municipality": town.pk})
    return Submission.objects.get()


@pytest.fixture
def send(as_anna, full):
    """Anna sends the whole fact sheet, or with these changes; the submission as it is then."""

    def send(submission, **changes):
        revision = Submission.objects.get(pk=submission.pk).revision
        response = as_anna.post(
            f"{submission.get_absolute_url()}einreichen/", full | {"revision": revision} | changes
        )
        assert response.status_code == 302, response.content
        return Submission.objects.get(pk=submission.pk)

    return send


@pytest.fixture
def change(as_anna, sheet):
    """Anna's change of a published fact sheet, begun."""
    as_anna.post(f"{MINE}aenderung/{sheet.pk}/")
    return Submission.objects.get()


@pytest.fixture
def decide(as_emil):
    """Emil approves or rejects, in Wagtail's own form."""

    def decide(submission, action, comment=""):
        page = submission.page
        task = page.specific.current_workflow_state.current_task_state
        address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, task.pk])
        assert as_emil.post(address, {"comment": comment}).status_code in (200, 302)
        return Submission.objects.get(pk=submission.pk)

    return decide
