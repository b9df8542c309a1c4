import json
import os

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from demo import second_factors
from demo.load import groups, load_demo, people
from groups.invitations.link_actions import renew_public_links


class Command(BaseCommand):
    help = "Loads the demo content into an empty site and writes $VAR/demo.json, which tells how to get in."

    def handle(self, **_options):
        if not settings.DEMO:
            raise CommandError("Nur in der Demo (DEMO=1): Die Passwörter ihrer Konten kennen alle.")
        load_demo()
        second_factors.give_missing()
        # In a demo that was off for months no nightly job has renewed the links that are printed.
        renew_public_links()
        facts = {
            "base_url": settings.BASE_URL,
            "accounts": people.list_accounts(second_factors.secrets_by_user()),
            "invitations": groups.list_invitations(),
            "mailbox_url": settings.BASE_URL + reverse("mailbox"),
        }
        path = settings.VAR / "demo.json"
        part = path.with_suffix(".part")
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(facts, file, ensure_ascii=False, indent=2)
        part.replace(path)
