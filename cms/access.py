"""Which pages a reader may open: menus, lists and cards name no others.

Wagtail restricts a page with all pages below it: to people who are signed in, to some groups, or by a shared password.
"""

from functools import reduce
from operator import or_

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BooleanField,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    Value,
)
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from prepared.query import Parameter

GROUPS, LOGIN, PASSWORD = (
    PageViewRestriction.GROUPS,
    PageViewRestriction.LOGIN,
    PageViewRestriction.PASSWORD,
)
# What a prepared query takes of a reader, and `describe_reader` gives.
FIELDS = {
    "reader": IntegerField(),
    "open_types": ArrayField(CharField()),
    "passed": ArrayField(IntegerField()),
}
PARAMETERS = {name: Parameter(name, field) for name, field in FIELDS.items()}


class IsAnyOf(Func):
    """Whether the first expression is an element of the second, an array."""

    template, arg_joiner, output_field = "%(expressions)s)", " = ANY(", BooleanField()


def describe_reader(request):
    """The reader's number (0: nobody), the types of restriction that never bar them, those whose password they know."""
    user, session = getattr(request, "user", None), getattr(request, "session", {})
    passed = session.get(PageViewRestriction.passed_view_restrictions_session_key, [])
    if not (user and user.is_authenticated):
        return {"reader": 0, "open_types": [], "passed": passed}
    return {
        "reader": user.pk,
        "open_types": [LOGIN, GROUPS] if user.is_superuser else [LOGIN],
        "passed": passed,
    }


def is_closed(path, **reader):
    """Whether a restriction bars the reader from the page whose path is in the field `path`; no query of its own."""
    return Exists(restrictions_above(path).exclude(is_met(**reader)))


def is_met(*, reader, open_types, passed):
    """A condition for restrictions: it does not bar the reader."""
    of_groups = PageViewRestriction.groups.through.objects.filter(
        pageviewrestriction=OuterRef("pk"), group__user=reader
    )
    return (
        Q(IsAnyOf(F("restriction_type"), open_types))
        | Q(IsAnyOf(F("pk"), passed), restriction_type=PASSWORD)
        | Q(Exists(of_groups), restriction_type=GROUPS)
    )


def restrictions_above(path):
    """The restrictions of the page whose path is in the field `path`, or of one above it; for a subquery."""
    asked = ExpressionWrapper(OuterRef(path), CharField())
    return PageViewRestriction.objects.annotate(asked=asked).filter(asked__startswith=F("page__path"))


def is_for_members(path="path"):
    """Whether only people who are signed in may open the page."""
    return Exists(restrictions_above(path).filter(restriction_type=LOGIN))


def within_closed(request):
    """A condition for documents whose collection is closed to the reader, or None if none is."""
    barred = find_barred_paths(request)
    return reduce(or_, (Q(collection__path__startswith=path) for path in barred)) if barred else None


def find_barred_paths(request):
    """The paths of the collections that are closed to the reader; asked once a request."""
    if not hasattr(request, "barred_paths"):
        restrictions = CollectionViewRestriction.objects.select_related("collection")
        request.barred_paths = [
            one.collection.path for one in restrictions if not one.accept_request(request)
        ]
    return request.barred_paths


def find_open_documents(request):
    """The documents whose titles the reader may be told; those under embargo nobody but an editor in a preview."""
    documents, within = get_document_model().objects.all(), within_closed(request)
    if not getattr(request, "is_preview", False):
        documents = documents.exclude(embargo_until__gt=timezone.now())
    return documents if within is None else documents.exclude(within)


def open_to(request):
    """A condition for a queryset of pages."""
    return ~is_closed("path", **describe_by_values(request))


def find_closed_paths(request):
    """The paths of the pages that, with all below them, are closed to the reader; asked once a request."""
    if not hasattr(request, "closed_paths"):
        barring = PageViewRestriction.objects.exclude(is_met(**describe_by_values(request)))
        request.closed_paths = frozenset(barring.values_list("page__path", flat=True))
    return request.closed_paths


def describe_by_values(request):
    return {name: Value(value, FIELDS[name]) for name, value in describe_reader(request).items()}
