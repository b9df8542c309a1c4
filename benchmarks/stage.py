"""`python -m benchmarks.stage FILE`: fills DATABASE_URL with a group and a thread; FILE gets the facts as JSON."""

import json
import logging
import secrets
import sys
from pathlib import Path
from uuid import uuid4

import django
from django.core.management import call_command

MEMBERS = 50
POSTS = 8


def main(path: Path) -> None:
    django.setup()
    logging.getLogger().setLevel(logging.WARNING)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    path.write_text(json.dumps(stage()))


def stage():
    from django.urls import reverse

    from forum.models import Thread

    run = secrets.token_hex(4)
    memberships = members(run)
    asked = {"title": "Wie regelt ihr das bei euch?", "text": "Eine Frage an alle.", "kind": "question"}
    thread = Thread.objects.start(memberships[0], **asked, key=uuid4())
    for n in range(1, POSTS):
        thread.reply(memberships[n], f"Bei uns ist das **Antwort {n}**.", uuid4())
    return {
        "request": {"thread": thread.pk, "revision": POSTS, "page": 1},
        "reply": reverse("forum:reply", args=[thread.group.slug, thread.pk]),
        "cookies": [signed_in(membership.user) for membership in memberships],
    }


def members(run):
    from accounts.models import User
    from groups.models import Group

    group = Group.objects.create(slug=f"runde-{run}", title="Große Runde", summary="Zusammen.")
    people = [User.objects.create_user(f"{run}-{n}@stadt.example", f"Anna {n}") for n in range(MEMBERS)]
    return [group.admit(person)[0] for person in people]


def signed_in(person):
    """The cookie of a browser in which the person is signed in."""
    from tests.support.pages.client import Client

    browser = Client()
    browser.force_login(person)
    return f"sessionid={browser.cookies['sessionid'].value}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
