import pytest


@pytest.fixture
def events(events):
    """Without the sign-ins."""
    return lambda: [event for event in events() if event != "sign_in"]


@pytest.fixture
def as_anna(signed_in, anna):
    return signed_in(anna)


@pytest.fixture
def as_ben(signed_in, ben):
    return signed_in(ben)


@pytest.fixture
def as_dora(signed_in, dora):
    return signed_in(dora)
