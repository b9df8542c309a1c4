from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from home import tasks
from home.models import Erasure
from home.privacy import inactivity


class Command(BaseCommand):
    help = "Erases accounts again that had been erased when an older backup was restored (see docs/operations.md)."

    def add_arguments(self, parser):
        parser.add_argument("ids", nargs="+", type=int, help="numbers of the accounts")
        parser.add_argument("--posts-go", action="store_true", help="their posts go, too, as they had chosen")

    def handle(self, *, ids, posts_go, **_):
        for pk in ids:
            done = queue(pk, keep_posts=not posts_go)
            self.stdout.write(f"Account {pk} is {'being erased' if done else 'not there'}.")


@transaction.atomic
def queue(pk, keep_posts):
    """Shuts the account at once and leaves the rest to the worker. Returns whether there is one."""
    inactivity.hold(pk)
    user = User.objects.filter(pk=pk).first()
    if user is None:
        return False
    fields = {
        "reason": Erasure.Reason.ADMIN,
        "keep_posts": keep_posts,
        "due_at": timezone.now(),
        "mail": None,
    }
    erasure, _ = Erasure.objects.update_or_create(user=user, defaults=fields | {"begun_at": None})
    inactivity.begin(erasure.pk)
    tasks.erase.defer(erasure_id=erasure.pk)
    return True
