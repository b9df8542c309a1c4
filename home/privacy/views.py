from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from home.privacy import export_views
from home.privacy.preview import Preview
from home.privacy.register import areas_for_people, unused


@require_safe
@login_required
@never_cache
def overview(request):
    """What one has agreed to, taking one's data along, and leaving."""
    context = export_views.standing(request) | {"memberships": Preview(request.user).memberships}
    return render(request, "home/privacy/overview.html", context)


@require_safe
def register(request):
    """What is stored about people, for everybody to read."""
    return render(request, "home/privacy/register.html", {"areas": areas_for_people(), "unused": unused()})
