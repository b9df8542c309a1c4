"""What somebody with a session gets stays in no cache: nobody finds it in the browser after the person has left."""


def forbid_storing(request, response):
    """Leaves answers as they are that say themselves how long they may be kept."""
    if not request.session.is_empty() and not response.has_header("Cache-Control"):
        response["Cache-Control"] = "private, no-store"
    return response
