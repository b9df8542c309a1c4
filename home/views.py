from django.shortcuts import render
from django.views.decorators.csrf import requires_csrf_token


@requires_csrf_token
def not_found(request, exception):
    """The page for what is not there, or not for this person; a group that may be known shows the way in."""
    group = getattr(exception, "group", None)
    template = "groups/members_only.html" if group else "404.html"
    return render(request, template, {"group": group}, status=404)


@requires_csrf_token
def server_error(request):
    """The page for a failure of ours. Its shell reads nothing from the database, which may be what failed."""
    return render(request, "500.html", {"request_id": getattr(request, "id", "")}, status=500)
