import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup(set_prefix=False)

from config.serving.wsgi import PagesApplication  # noqa: E402 (Django is set up by now)

application = PagesApplication()
