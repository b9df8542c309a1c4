from allauth.account import auth_backends
from django.db.models import BigIntegerField

from accounts.models import User
from prepared.query import Parameter, PreparedQuery

# Runs in each request of a signed-in user.
user_by_pk = PreparedQuery(lambda: User.objects.filter(pk=Parameter("pk", BigIntegerField())))


class AuthenticationBackend(auth_backends.AuthenticationBackend):
    def get_user(self, user_id):
        user = user_by_pk.first(pk=user_id)
        return user if user and self.user_can_authenticate(user) else None
