from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from accounts.second_factor.reset import reset_second_factor


class Command(BaseCommand):
    help = "Takes away somebody's second factor and signs them out everywhere: for the last admin, who has lost it."

    def add_arguments(self, parser):
        parser.add_argument("address", help="the e-mail address of the account")

    def handle(self, *, address, **_):
        user = User.objects.filter(email=address.strip().lower()).first()
        if user is None:
            raise CommandError("There is no account with this address.")
        if not reset_second_factor(user):
            raise CommandError("This account has no second factor.")
        self.stdout.write("The second factor is gone, and the person is signed out everywhere.")
