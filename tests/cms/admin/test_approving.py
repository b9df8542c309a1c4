"""An approval that is sent twice, one after the other and at the same time."""

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry, WorkflowState

from cms.admin.page_views import DECIDED
from cms.models import StandardPage
from home.models import HomePage
from tests.cms.test_editing import FIELDS
from tests.support.database.races import in_turn
from tests.support.pages.admin import text

APPROVE = {"action-workflow-action": "true", "workflow-action-name": "approve"}


pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture
def draft(own_database, anna):
    page = StandardPage(title="Zu prüfen", slug="zu-pruefen", intro="x", live=False)
    HomePage.objects.get().add_child(instance=page)
    page.save_revision(user=anna)
    page.get_workflow().start(page, anna)
    return page


@pytest.fixture
def approve(draft, client, emil, person):
    """As Emil or, in another browser, Elif; what the answer leads to says so."""
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    browsers = {"Emil": client, "Elif": type(client)()}
    browsers["Emil"].force_login(emil)
    browsers["Elif"].force_login(person("Elif", "editor"))

    def approve(name):
        fields = FIELDS | APPROVE | {"title": draft.title, "slug": draft.slug, "body-count": "0"}
        response = browsers[name].post(address, fields)
        assert response.status_code == 302, response.content
        return text(browsers[name].get(response["Location"]))

    return approve


def assert_published_once(page):
    page.refresh_from_db()
    states = WorkflowState.objects.for_instance(page)
    assert (page.live, [state.status for state in states]) == (True, ["approved"])
    assert PageLogEntry.objects.filter(page=page, action="wagtail.publish").count() == 1


def test_the_second_one_is_told_that_it_is_decided(draft, approve):
    assert DECIDED not in approve("Emil")
    assert DECIDED in approve("Emil")
    assert DECIDED in approve("Elif")
    assert_published_once(draft)


def test_of_two_at_the_same_time_one_is_told(draft, approve):
    def hold():
        list(WorkflowState.objects.select_for_update())

    told = in_turn(hold, lambda: approve("Emil"), lambda: approve("Elif"))
    assert [DECIDED in one for one in told] == [False, True]
    assert_published_once(draft)


def test_so_is_who_decides_in_wagtails_own_window(draft, approve, client):
    task = draft.current_workflow_state.current_task_state
    approve("Emil")
    address = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", task.pk])
    answer = client.post(address, {"comment": ""}, follow=True)
    assert "wartet nicht mehr auf eine Freigabe" in text(answer)
