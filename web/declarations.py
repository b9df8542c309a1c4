"""What a view says about itself, as attributes that middleware reads from the resolved view function.

Decorators that use functools.wraps pass the attributes on, so that the order of decorators does not matter.
"""


def background_request(view):
    """Decorator: a script sends this request without anybody doing anything, so it does not count as activity.

    It is part of an open page, too: see without_consent.
    """
    view.is_background_request = True
    return without_consent(view)


def without_consent(view):
    """Decorator: part of an open page, whose reader is asked for consent with the next page or form instead."""
    view.is_without_consent = True
    return view


def text_fields(*names):
    """Decorator: the fields of the view's form that hold what people write; see keep_input.submitted_text."""

    def declare(view):
        view.text_fields = names
        return view

    return declare


def is_csrf_checked(request):
    """Whether Django has checked the form's token, which it does not for views that are exempt (@csrf_exempt).

    Pages of sibling subdomains send the visitor's cookies to those: what counts or proves anything asks this first.
    """
    return getattr(request, "csrf_processing_done", False)


def get_declared(request, name, default=None):
    """The attribute of the request's view; `default` if the view does not have it, or if no view was found."""
    return getattr(request.resolver_match.func, name, default) if request.resolver_match else default
