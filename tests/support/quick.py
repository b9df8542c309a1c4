"""Settings that make tests quick, also for a site in another process; nothing of what is tested depends on them."""

from django.conf import settings
from django.test.utils import override_settings


def enable():
    override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES=settings.STORAGES
        | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}},
        WHITENOISE_USE_FINDERS=True,
        WHITENOISE_AUTOREFRESH=True,
    ).enable()
    # A connection that a thread keeps would let CREATE and DROP DATABASE wait.
    settings.DATABASES["default"]["CONN_MAX_AGE"] = 0
