"""An invitation tells what was talked about last, if its lead wants so and no public page leads to it."""

import re

import pytest
from django.db import IntegrityError, transaction

from groups.models import Invitation

ADDRESS = "/gruppen/quartier/einladungen/"
FILLED = {"label": "Tagung im Mai", "days": "30", "show_thread_titles": "on"}
HEADING = "Worüber zuletzt gesprochen wurde"


def test_a_link_that_may_tell_shows_the_last_five_titles(signed_in, dora, group, start, client):
    for number in range(1, 7):
        start(dora, title=f"Titel {number}")
    signed_in(dora).post(ADDRESS, FILLED)
    page = client.get(group.invitations.get().get_absolute_url()).content.decode()
    section = page.partition(HEADING)[2].partition("</section>")[0]
    assert re.findall(r"Titel \d", section) == [f"Titel {number}" for number in (6, 5, 4, 3, 2)]
    assert "Titel 1" not in page


def test_other_links_tell_nothing(group, thread, client):
    link = Invitation.objects.create(group=group, label="Still")
    page = client.get(link.get_absolute_url()).content.decode()
    assert HEADING not in page
    assert thread.title not in page


def test_a_link_on_public_pages_cannot_tell(signed_in, dora, group):
    page = signed_in(dora).post(ADDRESS, FILLED | {"is_public": "on"}).content.decode()
    assert "Ein Link auf öffentlichen Seiten zeigt keine Titel aus der Gruppe." in page
    assert 'value="Tagung im Mai"' in page
    assert not group.invitations.exists()


def test_the_database_holds_that_too(group):
    with pytest.raises(IntegrityError, match="invitation_public_shows_no_threads"), transaction.atomic():
        Invitation.objects.create(group=group, label="x", is_public=True, show_thread_titles=True)
