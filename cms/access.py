"""Which pages a reader may open: menus, lists and cards name no others.

Wagtail restricts a page with all pages below it: to people who are signed in, to some groups, or by a shared password.
"""

from copy import copy
from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BooleanField,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    Q,
    Value,
)
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from caching.results import get_or_compute

GROUPS, LOGIN, PASSWORD = (
    PageViewRestriction.GROUPS,
    PageViewRestriction.LOGIN,
    PageViewRestriction.PASSWORD,
)


class StartsWithAny(Func):
    """Whether a text begins with one of several, in which neither % nor _ occurs."""

    template, arg_joiner, output_field = "%(expressions)s)", " LIKE ANY (", BooleanField()

    def __init__(self, text, beginnings):
        patterns = [f"{beginning}%" for beginning in sorted(beginnings)]
        super().__init__(F(text), Value(patterns, ArrayField(CharField())))


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
    barred = get_barred_paths(request)
    return Q(StartsWithAny("collection__path", barred)) if barred else None


def get_barred_paths(request):
    """The paths of the collections that are closed to the reader; found once a request."""
    return cache_on_request(request, "barred paths", find_barred_paths)


def find_barred_paths(request):
    restrictions = get_or_compute("collections", list_collection_restrictions, request)
    return frozenset(one.collection.path for one in restrictions if not one.accept_request(request))


def list_collection_restrictions():
    found = CollectionViewRestriction.objects.select_related("collection")
    return list(found.prefetch_related("groups"))


def describe_view(request):
    """Readers for whom it is the same see the same of a page's body."""
    return get_closed_paths(request), get_barred_paths(request)


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
    """The paths of the pages that, with all below them, are closed to the reader; found once a request."""
    return cache_on_request(request, "closed paths", find_closed_paths)


def find_closed_paths(request):
    restrictions = get_or_compute("restrictions", list_restrictions, request)
    reader = describe_reader(request)
    groups = find_groups(reader, restrictions)
    met = {row.pk for row in restrictions if row.is_met(groups=groups, **reader)}
    return frozenset(row.path for row in restrictions if row.pk not in met)


def find_groups(reader, restrictions):
    """The keys of Django's groups to which the reader belongs; asked only where a page is for groups."""
    if not reader["reader"] or all(row.kind != GROUPS for row in restrictions):
        return frozenset()
    belonging = get_user_model().groups.through.objects.filter(user=reader["reader"])
    return frozenset(belonging.values_list("group", flat=True))


class Restriction(NamedTuple):
    """A restriction of the page at `path`, for one of its groups; `group` is None without any."""

    pk: int
    kind: str
    path: str
    group: int | None

    def is_met(self, *, reader, open_types, passed, groups):  # noqa: ARG002 (what describe_reader gives)
        """Whether it does not bar the reader, as far as this group goes."""
        return (
            self.kind in open_types
            or (self.kind == PASSWORD and self.pk in passed)
            or (self.kind == GROUPS and self.group in groups)
        )


def list_restrictions():
    """Of each restriction a row for each of its groups; there are few."""
    found = PageViewRestriction.objects.order_by().values_list(
        "pk", "restriction_type", "page__path", "groups"
    )
    return [Restriction(*row) for row in found]
