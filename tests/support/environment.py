"""Loaded by `-p` (see pyproject.toml) before pytest-django reads the settings: sets what they read."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from tools.postgres.server import url_for

ROOT = Path(__file__).resolve().parents[2]
# Survives the run: the embedded server's data and the files of the template databases. The processes of xdist
# inherit this environment, in which VAR is already the folder of the run.
KEPT = Path(os.environ.get("KEPT_BY_TESTS") or os.environ.get("VAR") or ROOT / "var" / "test").resolve()
GIVEN_URL = os.environ.get("DATABASE_URL")
URL = GIVEN_URL or url_for(KEPT)
# Lives as long as the run: uploaded files, mails.
VAR = Path(tempfile.mkdtemp(prefix="staedtenetz-test-"))
NOT_FOR_TESTS = (
    "DEBUG",
    "ALLOWED_HOSTS",
    "TRUSTED_PROXIES",
    "PORT",
    "MAIL_FROM",
    "SMTP_HOST",
    "SMTP_PORT",
    "SMTP_TLS",
    "BUS_URL",
    "CACHE_URL",
    "S3_BUCKET",
    "DATABASE_REPLICA_URL",
)

atexit.register(shutil.rmtree, VAR, ignore_errors=True)
for name in NOT_FOR_TESTS:
    os.environ.pop(name, None)
os.environ |= {
    "SECRET_KEY": "only-for-tests",
    "DEMO": "1",
    "BASE_URL": "http://localhost:8000",
    "KEPT_BY_TESTS": str(KEPT),
    "VAR": str(VAR),
    "DATABASE_URL": URL,
    "DJANGO_SETTINGS_MODULE": "config.settings",
    # Playwright's synchronous calls run inside an event loop, where Django would refuse to ask the database.
    "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
}
