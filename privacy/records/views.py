from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from privacy.deletion.preview import Preview
from privacy.export import views
from privacy.records.page import areas_for_people, unused


@require_safe
@login_required
@never_cache
def overview(request):
    """Consent, export, leaving groups and deleting the account."""
    context = views.export_context(request) | {"memberships": Preview(request.user).memberships}
    return render(request, "privacy/overview.html", context)


@require_safe
def register(request):
    """What is stored about people, for everybody to read."""
    return render(request, "privacy/register.html", {"areas": areas_for_people(), "unused": unused()})
