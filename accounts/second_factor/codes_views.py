"""The recovery codes: shown, taken away as a file, made anew."""

from allauth.account.utils import get_next_redirect_url
from allauth.mfa.recovery_codes.internal import flows
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import get_template
from django.views.decorators.http import require_POST

from accounts.second_factor import codes
from accounts.second_factor.demand import has_second_factor
from accounts.second_factor.reauthentication import confirmed
from accounts.second_factor.security_views import onward

FILE = "staedtenetz-wiederherstellungscodes.txt"


@confirmed
def show(request):
    if not has_second_factor(request.user):
        return redirect("account_security")
    context = {
        "codes": codes.unused(request.user),
        "left": codes.left(request.user),
        "next": get_next_redirect_url(request) or "",
    }
    return render(request, "accounts/codes.html", context)


@confirmed
def download(request):
    found = codes.unused(request.user)
    if not found:
        return redirect("mfa_view_recovery_codes")
    text = get_template("accounts/codes.txt").render(
        {"codes": found, "user": request.user, "site_name": settings.WAGTAIL_SITE_NAME}
    )
    # Windows' older editors show one long line otherwise.
    response = HttpResponse(text.replace("\n", "\r\n"), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{FILE}"'
    return response


@require_POST
@confirmed
def generate(request):
    if not has_second_factor(request.user):
        return redirect("account_security")
    flows.generate_recovery_codes(request)
    messages.success(request, "Das sind Ihre neuen Codes. Die bisherigen gelten nicht mehr.")
    return redirect(onward(request, "mfa_view_recovery_codes"))
