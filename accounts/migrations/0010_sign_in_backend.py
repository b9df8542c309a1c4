"""Sessions name the class that signed their person in; it has moved, and nobody should have to sign in again."""

from django.contrib.auth import BACKEND_SESSION_KEY
from django.contrib.sessions.serializers import JSONSerializer
from django.core import signing
from django.db import migrations

OLD, NEW = "accounts.backend.AuthenticationBackend", "accounts.sign_in.backend.AuthenticationBackend"
# As django.contrib.sessions.backends.base signs what a session holds.
SIGNED = {"salt": "django.contrib.sessions.SessionStore", "serializer": JSONSerializer}


def rename(apps, before, after):
    Session = apps.get_model("accounts", "Session")
    for session in Session.objects.exclude(user=None).iterator():
        try:
            data = signing.loads(session.session_data, **SIGNED)
        except signing.BadSignature:
            # Another SECRET_KEY: nobody is signed in by it any more.
            continue
        if data.get(BACKEND_SESSION_KEY) == before:
            session.session_data = signing.dumps(data | {BACKEND_SESSION_KEY: after}, compress=True, **SIGNED)
            session.save(update_fields=["session_data"])


class Migration(migrations.Migration):
    dependencies = [("accounts", "0009_former_names")]

    operations = [
        migrations.RunPython(
            lambda apps, _: rename(apps, OLD, NEW),
            lambda apps, _: rename(apps, NEW, OLD),
        )
    ]
