import pytest

from mail.models import OutgoingMail


@pytest.fixture
def waiting(db):
    return OutgoingMail.objects
