from django.shortcuts import render
from django.views.decorators.csrf import requires_csrf_token


@requires_csrf_token
def server_error(request):
    """The page for a failure of ours. Its shell reads nothing from the database, which may be what failed."""
    return render(request, "500.html", {"request_id": getattr(request, "id", "")}, status=500)
