"""The button that sends a list, pressed at the same instant in two windows: real connections."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from groups.models import EmailInvitation, Mailing, MailingDraft
from tests.support.database.races import in_turn
from tests.support.mails.mailings import NEW, PAGE, press

pytestmark = pytest.mark.usefixtures("own_database")


def test_of_two_windows_that_send_at_once_each_invitation_goes_out_once(group, as_dora, dora, signed_in):
    page = as_dora.post(PAGE, {"addresses": NEW, "words": "", "role": "member"}, follow=True)
    windows = as_dora, signed_in(dora)
    first, second = in_turn(group.lock, *[lambda one=one: press(one, page, follow=False) for one in windows])
    mailing = Mailing.objects.get()
    assert first["Location"] == second["Location"] == f"{PAGE}{mailing.pk}/"
    assert EmailInvitation.objects.count() == 1
    assert ProcrastinateJob.objects.filter(task_name="groups.send_mailing").count() == 1


def test_a_list_that_is_thrown_away_and_sent_at_once_is_one_of_both(group, as_dora, dora, signed_in):
    page = as_dora.post(PAGE, {"addresses": NEW, "words": "", "role": "member"}, follow=True)
    (response,) = in_turn(
        MailingDraft.objects.all().delete, lambda: press(as_dora, page, follow=False), then="keep"
    )
    assert response["Location"] == "/gruppen/lesekreis/einladungen/"
    assert not Mailing.objects.exists()


def test_a_list_that_is_being_sent_is_not_said_to_be_thrown_away(group, as_dora, dora, signed_in):
    page = as_dora.post(PAGE, {"addresses": NEW, "words": "", "role": "member"}, follow=True)
    address = f"{page.request['PATH_INFO']}verwerfen/"
    as_dora_elsewhere = signed_in(dora)
    _, response = in_turn(
        group.lock, lambda: press(as_dora, page, follow=False), lambda: as_dora_elsewhere.post(address)
    )
    assert response["Location"] == f"{PAGE}{Mailing.objects.get().pk}/"
