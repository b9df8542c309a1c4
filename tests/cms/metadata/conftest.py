import json
import re

import pytest
from wagtail.models import PageViewRestriction


@pytest.fixture
def restrict():
    """For people who are signed in."""
    return lambda page: PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.LOGIN
    )


@pytest.fixture
def head(client):
    """The head of a page as HTML."""

    def head(address):
        response = client.get(address)
        assert response.status_code == 200
        return response.content.decode().partition("</head>")[0]

    return head


@pytest.fixture
def described(head):
    """What a page tells in JSON-LD, by type."""

    def described(address):
        (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', head(address), re.DOTALL)
        content = json.loads(block)
        assert content["@context"] == "https://schema.org"
        return {one["@type"]: one for one in content["@graph"]}

    return described
