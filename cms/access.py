"""Which pages a reader may open: menus, lists and cards name no others.

Wagtail restricts a page with all pages below it: to people who are signed in, to some groups, or by a shared password.
"""

from copy import copy

from django.contrib.auth.models import AnonymousUser
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


class StartsWithAny(Func):
    """Whether a text begins with one of several, in which neither % nor _ occurs."""

    template, arg_joiner, output_field = "%(expressions)s)", " LIKE ANY (", BooleanField()

    def __init__(self, text, beginnings):
        patterns = [f"{beginning}%" for beginning in sorted(beginnings)]
        super().__init__(F(text), Value(patterns, ArrayField(CharField())))


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


def as_anybody(request):
    """The request as one of a visitor who is not signed in and knows no password."""
    asked = copy(request)
    asked.user, asked.session, asked.reader_cache = AnonymousUser(), {}, {}
    return asked


def cache_on_request(request, name, compute):
    """What `compute(request)` gives for the reader of the request; computed once, however often it is wanted."""
    if not hasattr(request, "reader_cache"):
        request.reader_cache = {}
    if name not in request.reader_cache:
        request.reader_cache[name] = compute(request)
    return request.reader_cache[name]


def within_closed(request):
    """A condition for documents whose collection is closed to the reader, or None if none is."""
    barred = cache_on_request(request, "barred paths", find_barred_paths)
    return Q(StartsWithAny("collection__path", barred)) if barred else None


def find_barred_paths(request):
    """The paths of the collections that are closed to the reader."""
    restrictions = CollectionViewRestriction.objects.select_related("collection")
    return [one.collection.path for one in restrictions if not one.accept_request(request)]


def find_open_documents(request):
    """The documents whose titles the reader may be told; those under embargo nobody but an editor in a preview."""
    documents, within = get_document_model().objects.all(), within_closed(request)
    if not getattr(request, "is_preview", False):
        documents = documents.exclude(embargo_until__gt=timezone.now())
    return documents if within is None else documents.exclude(within)


def open_to(request):
    """A condition for a queryset of pages."""
    closed = get_closed_paths(request)
    return ~Q(StartsWithAny("path", closed)) if closed else Q()


def get_closed_paths(request):
    """The paths of the pages that, with all below them, are closed to the reader; one query a request, with few rows."""
    return cache_on_request(request, "closed paths", find_closed_paths)


def find_closed_paths(request):
    reader = {name: Value(value, FIELDS[name]) for name, value in describe_reader(request).items()}
    barring = PageViewRestriction.objects.exclude(is_met(**reader))
    return frozenset(barring.values_list("page__path", flat=True))
