from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from privacy.deletion.start import LastAdmin, start_deletion
from privacy.models import Erasure


class Command(BaseCommand):
    help = "Erases accounts again that had been erased when an older backup was restored (see docs/operations.md)."

    def add_arguments(self, parser):
        parser.add_argument("ids", nargs="+", type=int, help="numbers of the accounts")
        parser.add_argument("--posts-go", action="store_true", help="their posts go, too, as they had chosen")

    def handle(self, *, ids, posts_go, **_):
        for pk in ids:
            done = queue_erasure(pk, keep_posts=not posts_go)
            self.stdout.write(f"Account {pk} is {'being erased' if done else 'not there'}.")


def queue_erasure(pk, keep_posts):
    """Closes the account at once and queues the rest. Returns whether there is such an account."""
    user = User.objects.filter(pk=pk).first()
    if user is None:
        return False
    try:
        start_deletion(user, reason=Erasure.Reason.ADMIN, keep_posts=keep_posts, leaderless=True)
    except LastAdmin as last:
        raise CommandError(f"Account {pk} is the last admin's: appoint another one first.") from last
    return True
