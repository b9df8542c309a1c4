"""Signing out on other devices. It takes no right from anybody, so nothing is asked first."""

import logging

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.models import Session

logger = logging.getLogger("accounts")


@require_POST
@login_required
@never_cache
def sign_out(request, number):
    """One that has ended meanwhile is what was asked for; the one in use has its own button."""
    device = Session.objects.filter(number=number).first()
    if device and (device.user_id != request.user.pk or device.pk == request.session.session_key):
        raise Http404
    if device:
        device.delete()
        log(request, "device_signed_out", 1)
    messages.success(request, f"{device.device if device else 'Das Gerät'} ist abgemeldet.")
    return to_devices()


@require_POST
@login_required
@never_cache
def sign_out_others(request):
    ended, _ = request.user.sessions.exclude(pk=request.session.session_key).delete()
    log(request, "devices_signed_out", ended)
    messages.success(request, "Auf allen anderen Geräten sind Sie abgemeldet.")
    return to_devices()


def log(request, event, number):
    logger.info("Devices", extra={"event": event, "user": request.user.pk, "number": number})


def to_devices():
    return redirect(f"{reverse('account_security')}#geraete")
