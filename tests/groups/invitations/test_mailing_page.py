"""The page that tells leads how far an invitation by mail is and what became of each line."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mail.models import OutgoingMail
from tests.support.mails.mailings import NEW, PAGE, invite, send_out
from tests.support.pages.forms import words

OTTO = "otto@stadt.example"


def test_the_progress_asks_again_until_all_mails_are_on_their_way(group, dora, as_dora):
    invitation = invite(group, dora, NEW, OTTO, send=False)
    address = f"{PAGE}{invitation.pk}/stand/"
    waiting = as_dora.get(address)
    assert "HX-Refresh" not in waiting.headers
    assert "0 von 2 E-Mails sind unterwegs" in words(waiting.content.decode())
    assert f'data-hx-get="{address}"' in waiting.content.decode()
    assert "<html" not in waiting.content.decode()
    send_out(invitation)
    done = as_dora.get(address)
    assert done["HX-Refresh"] == "true"
    page = as_dora.get(f"{PAGE}{invitation.pk}/").content.decode()
    assert "2 Personen sind eingeladen, noch ist niemand dabei." in words(page)
    assert address not in page
    assert as_dora.post(address).status_code == 405


@pytest.mark.parametrize("step", ["", "stand/"])
def test_the_page_of_an_archived_group_asks_for_no_progress(step, group, dora, as_dora):
    invitation = invite(group, dora, NEW, send=False)
    group.archive(dora)
    response = as_dora.get(f"{PAGE}{invitation.pk}/{step}")
    assert response.status_code == 200
    assert "data-hx-get" not in response.content.decode()


def queries(browser, address):
    browser.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(address).status_code == 200
    return len(captured)


def test_twenty_lines_cost_as_many_queries_as_two(group, dora, as_dora):
    few = invite(group, dora, NEW, OTTO)
    many = invite(group, dora, *(f"p{n}@stadt.example" for n in range(20)))
    OutgoingMail.objects.filter(to__startswith="p1").update(failed_at=timezone.now())
    assert queries(as_dora, f"{PAGE}{many.pk}/") == queries(as_dora, f"{PAGE}{few.pk}/")


def test_the_list_of_invitations_costs_the_same_for_twenty_as_for_two(group, dora, as_dora):
    address = "/gruppen/lesekreis/einladungen/"
    for n in range(2):
        invite(group, dora, f"p{n}@stadt.example", send=False)
    few = queries(as_dora, address)
    for n in range(2, 20):
        invite(group, dora, f"p{n}@stadt.example", send=False)
    assert queries(as_dora, address) == few


def test_more_than_a_hundred_lines_stand_on_several_pages(group, dora, as_dora):
    invitation = invite(group, dora, *(f"p{n}@stadt.example" for n in range(120)), "keine", send=False)
    pages = (as_dora.get(f"{PAGE}{invitation.pk}/?seite={n}").content.decode() for n in (1, 2))
    first, second = (page.partition("<main")[2] for page in pages)
    assert (first.count("<b>"), second.count("<b>")) == (100, 21)
    assert first.index("<b>keine</b>") < first.index("<b>p0@stadt.example</b>")
    assert "Seite 1 von 2" in first
    assert "<b>p119@stadt.example</b>" in second
