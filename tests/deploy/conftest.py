"""One site for the module: nginx, two processes for pages, one for live updates, as deploy/ has them."""

import shutil
import tempfile
from pathlib import Path

import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tests.conftest import databases
from tests.deploy.site import Site
from tests.support.database.databases import NONE, point_to
from tests.support.environment import URL
from tools.debian import find_program

FILM, DOCUMENT = b"Ein Film. " * 1000, b"%PDF Nur fuer Mitglieder"
STYLE = "css/site.0123456789ab.css"


@pytest.fixture(scope="module")
def site(django_db_blocker):
    assert find_program("nginx"), "nginx is missing; `make test` installs it or leaves this folder out."
    # The path of a Unix socket is short.
    folder = Path(tempfile.mkdtemp(prefix="netz-", dir="/tmp"))
    folder.chmod(0o755)
    if not databases.ask:
        databases.start()
    name = databases.copy("demo")
    with django_db_blocker.unblock():
        point_to(name)
        write_files(folder / "var")
        facts = create_content()
        point_to(NONE)
    site = Site(folder, make_conninfo(**conninfo_to_dict(URL) | {"dbname": name}))
    site.__dict__ |= facts
    try:
        site.start_all()
        yield site
    finally:
        site.stop()
        databases.drop(name)
        shutil.rmtree(folder)


def write_files(var):
    for path, content in {
        f"static/{STYLE}": b"p{}",
        "media/clips/film.webm": FILM,
        "media/documents/intern.pdf": DOCUMENT,
    }.items():
        (var / path).parent.mkdir(parents=True, exist_ok=True)
        (var / path).write_bytes(content)


def create_content():
    """A document for members, and a member of a group with a thread: what the tests need to know of them."""
    from wagtail.models import Collection, CollectionViewRestriction

    from cms.models import EditorialDocument
    from forum.models import Thread
    from groups.models import Membership
    from tests.support.pages.client import Client

    inside = Collection.get_first_root_node().add_child(name="Nur für Mitglieder")
    CollectionViewRestriction.objects.create(collection=inside, restriction_type="login")
    document = EditorialDocument.objects.create(
        title="Intern", file="documents/intern.pdf", collection=inside
    )
    thread = Thread.objects.select_related("group").first()
    member = (
        Membership.objects.filter(group=thread.group, user__site_role="", user__is_active=True).first().user
    )
    browser = Client()
    browser.force_login(member)
    return {"document": document.url, "thread": thread, "member": browser}
