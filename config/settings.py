"""Settings for every environment; what differs comes from environment variables (see docs/operations.md)."""

import os
from pathlib import Path

from caching.servers.settings import caches_from
from config.database import databases_from
from config.rate_limits import ACCOUNT_RATE_LIMITS, MFA_RATE_LIMITS  # noqa: F401 (settings of allauth)
from files.settings import s3_from

ROOT = Path(__file__).resolve().parent.parent
env = os.environ.get

DEMO = env("DEMO") == "1"
DEBUG = env("DEBUG") == "1"
VAR = Path(env("VAR", ROOT / "var")).resolve()
BASE_URL = env("BASE_URL", "http://localhost:8000").rstrip("/")
HTTPS = BASE_URL.startswith("https://")
SECRET_KEY = env("SECRET_KEY", "")
SECRET_KEY_FALLBACKS = env("SECRET_KEY_FALLBACKS", "").split()
ALLOWED_HOSTS = env("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    "demo",
    "privacy",
    "home",
    "cms",
    "forum",
    "people",
    "groups",
    "notifications",
    "accounts",
    "mail",
    "vocabulary",
    "audit",
    "drawings",
    "markup",
    "live",
    "caching",
    "config",
    "wagtail.contrib.forms",
    "wagtail.contrib.table_block",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.sitemaps",
    "wagtail.embeds",
    "wagtail.sites",
    "accounts.apps.WagtailUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "config.log.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "caching.pages.VisitorPageMiddleware",
    "config.serving.files.FileMiddleware",
    "config.serving.files.GZipMiddleware",
    "config.csp.ContentSecurityPolicyMiddleware",
    "accounts.sessions.ended.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "web.paths.NextPathMiddleware",
    "accounts.sign_in.backend.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.sessions.store.LastSeenMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.second_factor.reauthentication.ReauthenticationMiddleware",
    "accounts.consent.middleware.ConsentMiddleware",
    "cms.redirects.middleware.RedirectMiddleware",
    "cms.metadata.robots.RobotsMiddleware",
]

ROOT_URLCONF = "config.urls"
FORM_RENDERER = "web.renderer.FormRenderer"
PAGE_THREADS = int(env("PAGE_THREADS", "4"))

TAGS = ["drawings.templatetags.drawings", "vocabulary.templatetags.address_tags", "web.templatetags.url_tags"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": TAGS,
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.context.site",
            ],
        },
    },
]

DATABASES = databases_from(
    env("DATABASE_URL"), env("DATABASE_REPLICA_URL"), is_pooled=env("DATABASE_POOLED") == "1"
)
DATABASE_ROUTERS = ["caching.servers.replica.Router"] if "replica" in DATABASES else []
CACHES = caches_from(env("CACHE_URL", ""))
BUS_URL = env("BUS_URL", "")

LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch")]
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "Europe/Berlin"
FORMAT_MODULE_PATH = ["config.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
STATICFILES_DIRS = [ROOT / "static", ROOT / "build" / "assets"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
ACCEL_REDIRECT = env("ACCEL_REDIRECT", "")
S3 = s3_from(os.environ)
STORAGES = {
    "default": {"BACKEND": f"files.{'s3.S3Storage' if S3 else 'storage.FileSystemStorage'}"},
    "staticfiles": {"BACKEND": "config.storage.StaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": env("SMTP_HOST", "localhost"),
            "port": int(env("SMTP_PORT", "25")),
            "username": env("SMTP_USER", ""),
            "password": env("SMTP_PASSWORD", ""),
            "use_tls": env("SMTP_TLS") == "1",
            "timeout": 10,
        },
    }
}
DEFAULT_FROM_EMAIL = env("MAIL_FROM", "StädteNetz <netz@example.org>")
MAILBOX = VAR / "mailbox"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.sign_in.backend.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "accounts.sign_in.passwords.UnlikeThePersonValidator",
        "OPTIONS": {"user_attributes": ["name", "email"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "accounts.sign_in.passwords.BreachedPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/mein/"

ACCOUNT_ADAPTER = "accounts.sign_in.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.sign_in.forms.SignInForm",
    "request_login_code": "accounts.sign_in.forms.CodeRequestForm",
    "confirm_login_code": "accounts.sign_in.forms.CodeForm",
    "change_password": "accounts.sign_in.forms.PasswordForm",
    "set_password": "accounts.sign_in.forms.NewPasswordForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60  # The client's rule, demo/content/settings.json.
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
LIMIT_POSTS = env("LIMIT_POSTS") != "0"
ALLAUTH_TRUSTED_PROXY_COUNT = int(env("TRUSTED_PROXIES", "0"))
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ADAPTER = "accounts.sign_in.mfa_adapter.MFAAdapter"
MFA_FORMS = {
    "authenticate": "accounts.sign_in.forms.SecondFactorForm",
    "activate_totp": "accounts.sign_in.forms.AppForm",
    "add_webauthn": "accounts.second_factor.passkey_forms.PasskeyAddForm",
    "edit_webauthn": "accounts.second_factor.passkey_forms.PasskeyRenameForm",
    "authenticate_webauthn": "accounts.second_factor.passkey_forms.PasskeyForm",
    "login_webauthn": "accounts.second_factor.passkey_forms.PasskeySignInForm",
    "reauthenticate_webauthn": "accounts.second_factor.passkey_forms.PasskeyReauthenticateForm",
}
# fido2 accepts http://localhost for a site of that name, so that the demo needs no exception.
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_TOLERANCE = 1  # step of 30 seconds on either side, for clocks that are a little wrong
MFA_ALLOW_UNVERIFIED_EMAIL = True  # Joining confirms the address.

SESSION_ENGINE = "accounts.sessions.store"
# Seconds, for anonymous sessions; accounts/limits.py has the lifetimes of the others.
SESSION_COOKIE_AGE = 24 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "home.views.csrf_failure"
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
# Wagtail shows previews of our pages in a frame.
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]

WAGTAIL_SITE_NAME = "StädteNetz"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_PERMITTED_LANGUAGES = [("de", "Deutsch")]
WAGTAIL_FRONTEND_LOGIN_URL = "/konto/anmelden/"
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_DATE_FORMAT, WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y", "%d.%m.%Y %H:%M"
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAILIMAGES_IMAGE_MODEL = "cms.EditorialImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.uploads.image_form.ImageForm"
WAGTAILDOCS_DOCUMENT_MODEL = "cms.EditorialDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.uploads.file_names.DocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "odt", "ods", "pptx", "csv", "txt", "zip"]
WAGTAILEMBEDS_FINDERS = []
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database", "SEARCH_CONFIG": "german"}}

LOGGING_CONFIG = None
