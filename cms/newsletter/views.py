"""What the links in mails lead to. Opening one changes nothing, since mail scanners open them; the button does."""

import logging

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cms.models.newsletter import CONFIRM, UNSUBSCRIBE, Subscriber

logger = logging.getLogger("cms")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_subscription(request, token):
    subscriber = Subscriber.find(token, CONFIRM)
    if subscriber and request.method == "POST":
        subscriber.confirm()
        logger.info("Newsletter", extra={"event": "newsletter_confirmed"})
    return render_step(request, "confirm", subscriber)


# Mail programs send the request of RFC 8058 themselves; only who has the mail has the signed address.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request, token):
    """An address that is not there any more is no mistake: somebody may click twice."""
    subscriber = Subscriber.find(token, UNSUBSCRIBE)
    if subscriber and request.method == "POST":
        subscriber.delete()
        logger.info("Newsletter", extra={"event": "newsletter_left"})
    return render_step(request, "unsubscribe", subscriber)


def render_step(request, step, subscriber):
    context = {"step": step, "subscriber": subscriber, "is_done": request.method == "POST"}
    gone = step == "confirm" and not subscriber
    return render(request, "cms/newsletter_link.html", context, status=404 if gone else 200)
