import pytest

from tests.cms.links.website import open_website


@pytest.fixture
def website():
    with open_website() as website:
        yield website
