import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext


@pytest.fixture
def asked(client):
    """How many queries a page takes, when what is cached is cached."""

    def asked(address):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    return asked
