from functools import wraps

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.csp import CSP
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from demo.mailbox import storage

LETTER = {"sandbox": True, "default-src": [CSP.NONE], "style-src": [CSP.UNSAFE_INLINE]}
FRAMES_LETTER = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "frame-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
    "base-uri": [CSP.NONE],
}
SHOWN = ["to", "subject", "text", "html", "headers"]


def demo_only(view):
    @require_safe
    @never_cache
    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return wrapped


@demo_only
def mailbox(request):
    mails = storage.list_mails()
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return JsonResponse([{name: mail[name] for name in SHOWN} for mail in mails], safe=False)
    return render(request, "demo/mailbox.html", {"mails": mails})


@demo_only
@csp_override(FRAMES_LETTER)
def mailbox_mail(request, key):
    return render(request, "demo/mailbox_mail.html", {"mail": get_mail(key)})


@demo_only
@csp_override(LETTER)
@xframe_options_sameorigin
def mailbox_html(request, key):
    return HttpResponse(get_mail(key)["html"])


def get_mail(key):
    mail = storage.find_mail(key)
    if mail is None:
        raise Http404
    return mail
