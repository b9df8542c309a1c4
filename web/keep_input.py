"""Gives text back to people whose form was sent after their session had ended."""

import logging
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from web.declarations import get_declared, text_fields

logger = logging.getLogger("accounts")

# Of views that declare nothing: those of packages. Wagtail's forms for pages, files and snippets have these fields.
PACKAGE_TEXT_FIELDS = ("title", "summary", "description")


def keep_input(*fields):
    """Decorator: like login_required, but a form sent without a session is answered by a page with its text (401).

    `fields`: the names of the form fields whose text is given back, in this order.
    """

    def decorate(view):
        @text_fields(*fields)
        @never_cache
        @wraps(view)
        def wrapped(request, *args, **kwargs):
            if (
                request.method == "POST"
                and not request.user.is_authenticated
                and (text := submitted_text(request))
            ):
                logger.info("Writing", extra={"event": "post_while_signed_out"})
                return render(request, "accounts/signed_out.html", {"submitted_text": text}, status=401)
            return login_required(view)(request, *args, **kwargs)

        wrapped.keeps_input = True
        return wrapped

    return decorate


def submitted_text(request):
    """The text of the form's declared fields, to be given back on a page that cannot show the form itself."""
    fields = get_declared(request, "text_fields", PACKAGE_TEXT_FIELDS)
    texts = ("\n".join(filter(None, request.POST.getlist(field))) for field in fields)
    return "\n\n".join(filter(None, texts))
