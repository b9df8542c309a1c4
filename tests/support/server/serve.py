"""`python -m tests.support.server.serve`: the process of an OwnSite."""

import django

from tests.support import quick

if __name__ == "__main__":
    django.setup()
    from django.conf import settings

    kept = settings.DATABASES["default"]["CONN_MAX_AGE"]
    quick.enable()
    # No other test has this process' connections: they stay, as they do in the product.
    settings.DATABASES["default"]["CONN_MAX_AGE"] = kept
    from tools import serve

    serve.main()
