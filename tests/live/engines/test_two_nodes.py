"""Two processes of the site with one database and one Valkey; `make nodes` has each on a machine of its own."""

import os

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tests.support.environment import URL
from tools.nodes import checks
from tools.nodes.node import Node


@pytest.fixture
def nodes(own_database, thread, valkey, signed_in, tmp_path, anna, ben, dora):
    """Two nodes on which Anna, who will leave, Ben and Dora have a thread with three posts."""
    url = make_conninfo(**conninfo_to_dict(URL) | {"dbname": connection.settings_dict["NAME"]})
    env = os.environ | {"DATABASE_URL": url, "BUS_URL": valkey.url, "CACHE_URL": valkey.url}
    leaver, *cookies = (
        f"{settings.SESSION_COOKIE_NAME}={signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value}"
        for user in (anna, ben, dora)
    )
    running = [Node(name, env, tmp_path / f"{name}.log") for name in "AB"]
    for node in running:
        node.start()
    yield checks.Site(
        *running,
        cookies=cookies,
        request={"thread": thread.pk, "revision": thread.revision, "page": 1},
        reply=reverse("forum:reply", args=[thread.group.slug, thread.pk]),
        email=anna.email,
        leaver=leaver,
    )
    for node in running:
        node.kill()


def test_two_nodes_are_one_site_with_valkey_and_after_it(nodes, valkey):
    checks.check_live_posts(nodes)
    checks.check_session(nodes)
    checks.check_rate_limit(nodes)
    checks.check_leaving(nodes)
    valkey.stop()
    checks.check_live_posts(nodes)
    assert "subscribed" in nodes.a.log.read_text()
    assert "valkey_lost" in nodes.a.log.read_text()
