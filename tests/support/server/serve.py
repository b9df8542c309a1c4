"""`python -m tests.support.server.serve`: the process of an OwnSite."""

import django

from tests.support import quick

if __name__ == "__main__":
    django.setup()
    quick.enable()
    from tools import serve

    serve.main()
