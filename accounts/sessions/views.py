"""Signing out on other devices. It gives nobody any right, so no reauthentication is required."""

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
def sign_out_device(request, number):
    """`number` of a Session. One that has ended meanwhile counts as success; the current one is refused (404)."""
    device = Session.objects.filter(number=number).first()
    if device and (device.user_id != request.user.pk or device.pk == request.session.session_key):
        raise Http404
    if device:
        device.delete()
        log_sign_out(request, "device_signed_out", 1)
    messages.success(request, f"{device.device if device else 'Das Gerät'} ist abgemeldet.")
    return redirect_to_devices()


@require_POST
@login_required
@never_cache
def sign_out_other_devices(request):
    ended, _ = request.user.sessions.exclude(pk=request.session.session_key).delete()
    log_sign_out(request, "devices_signed_out", ended)
    messages.success(request, "Auf allen anderen Geräten sind Sie abgemeldet.")
    return redirect_to_devices()


def log_sign_out(request, event, number):
    logger.info("Devices", extra={"event": event, "user": request.user.pk, "number": number})


def redirect_to_devices():
    return redirect(f"{reverse('account_security')}#geraete")
