"""The recovery codes: page, text file, and replacing them by new ones."""

from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import get_template
from django.views.decorators.http import require_POST

from accounts.second_factor import codes
from accounts.second_factor.demand import has_second_factor
from accounts.second_factor.reauthentication import reauthenticated
from accounts.second_factor.security_views import url_with_next
from web.paths import next_path

FILE_NAME = "staedtenetz-wiederherstellungscodes.txt"


@reauthenticated
def recovery_codes(request):
    if not has_second_factor(request.user):
        return redirect("account_security")
    context = {
        "codes": codes.unused_recovery_codes(request.user),
        "left": codes.count_unused_recovery_codes(request.user),
        "next": next_path(request),
    }
    return render(request, "accounts/codes.html", context)


@reauthenticated
def recovery_codes_download(request):
    unused = codes.unused_recovery_codes(request.user)
    if not unused:
        return redirect("mfa_view_recovery_codes")
    text = get_template("accounts/codes.txt").render(
        {"codes": unused, "user": request.user, "site_name": settings.WAGTAIL_SITE_NAME}
    )
    # Older editors of Windows show one long line otherwise.
    response = HttpResponse(text.replace("\n", "\r\n"), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return response


class RecoveryCodesGenerateView(GenerateRecoveryCodesView):
    def form_valid(self, form):
        response = super().form_valid(form)
        messages.success(self.request, "Das sind Ihre neuen Codes. Die bisherigen gelten nicht mehr.")
        return response

    def form_invalid(self, form):  # noqa: ARG002
        """Answers an account without a second factor, which recovery codes would replace."""
        return redirect("account_security")

    def get_success_url(self):
        return url_with_next(self.request, "mfa_view_recovery_codes")


recovery_codes_generate = require_POST(reauthenticated(RecoveryCodesGenerateView.as_view()))
