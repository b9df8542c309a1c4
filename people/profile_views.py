import logging

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from people.photo_form import PhotoForm
from people.profile_form import Profile
from web.keep_input import keep_input
from web.refusals import log_refused

logger = logging.getLogger("people")

SAVED = "Gespeichert."
OTHERS_UNSAVED = "In anderen Abschnitten steht noch etwas, das nicht gespeichert ist."


@require_http_methods(["GET", "POST"])
@keep_input("seeks", "offers")
def profile(request):
    profile = Profile(request.POST or None, user=request.user)
    if profile.save():
        if not profile.has_unsaved:
            messages.success(request, SAVED, extra_tags=profile.sent.message_tag)
            return redirect(f"{reverse('people:profile')}#{profile.sent.key}")
        messages.success(request, f"{SAVED} {OTHERS_UNSAVED}")
    log_refused(logger, "profile_refused", profile.sent, user=request.user.pk)
    return render(request, "people/profile.html", {"profile": profile, "form": profile.sent})


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def photo(request):
    is_sent = request.method == "POST"
    too_many = is_sent and not ratelimit.consume(request, action="photo", user=request.user)
    form = PhotoForm(*((request.POST, request.FILES) if is_sent else ()), too_many=too_many)
    if form.is_valid():
        request.user.show_photo(*form.cleaned_data["photo"])
        messages.success(request, "Ihr Foto ist gespeichert.")
        return redirect("people:own-photo")
    log_refused(logger, "photo_refused", form, user=request.user.pk)
    return render(request, "people/photo.html", {"form": form})


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def remove_photo(request):
    """GET asks for confirmation, POST removes."""
    if request.method == "GET":
        return (
            render(request, "people/photo_remove.html")
            if request.user.photo_id
            else redirect("people:own-photo")
        )
    request.user.remove_photo()
    messages.success(request, "Ihr Foto ist gelöscht.")
    return redirect("people:own-photo")
