import pytest


@pytest.fixture
def events(events):
    """Without the sign-ins."""
    return lambda: [event for event in events() if event != "sign_in"]
