"""Where to go next: an address that comes with a request becomes a path of this site, or nothing.

Django's redirect() takes a word for the name of a view and fails for any other that is no path.
"""

from urllib.parse import urlsplit, urlunsplit

from django.utils.http import url_has_allowed_host_and_scheme

NEXT = "next"
# The fields by which packages return to a page → what stands there instead of an address that is not ours.
PACKAGE_FIELDS = {NEXT: "", "return_url": "/"}


def path_on_this_site(request, address):
    """Path, query and fragment of a path or of an absolute address of this site; "" for anything else."""
    hosts, secure = {request.get_host()}, request.is_secure()
    if not url_has_allowed_host_and_scheme(address, allowed_hosts=hosts, require_https=secure):
        return ""
    parts = urlsplit(address)
    # Without its host, "//elsewhere" would lead to another site.
    is_path = parts.path.startswith("/") and url_has_allowed_host_and_scheme(parts.path, allowed_hosts=None)
    return urlunsplit(("", "", *parts[2:])) if is_path else ""


def next_path(request):
    """The path of the request's `next`, in the form or else in the address; "" without one."""
    return path_on_this_site(request, request.POST.get(NEXT) or request.GET.get(NEXT, ""))


class NextPathMiddleware:
    """Lets views of allauth and Wagtail, which pass it on to redirect(), see a `next` only if it is a path of ours."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):  # noqa: ARG002
        request.GET = with_own_paths(request, request.GET)
        if request.method == "POST":
            request.POST = with_own_paths(request, request.POST)


def with_own_paths(request, data):
    """The QueryDict, or a copy in which each of PACKAGE_FIELDS is a path of ours or what stands there instead."""
    names = PACKAGE_FIELDS.keys() & data.keys()
    if not names:
        return data
    data = data.copy()
    for name in names:
        data[name] = path_on_this_site(request, data[name]) or PACKAGE_FIELDS[name]
    return data
