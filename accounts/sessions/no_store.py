class NoStoreMiddleware:
    """What somebody with a session gets stays in no cache, so that nobody finds it in the browser after they left.

    Answers that say themselves how long they may be kept are left as they are.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not request.session.is_empty() and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response
