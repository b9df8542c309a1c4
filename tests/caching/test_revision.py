"""When the site's revision is asked for, and that it is never one that was there before."""

from datetime import timedelta

from django.utils import timezone

from caching import limits
from caching.models import SiteChange
from caching.revision import NEWEST, fetch_row, get_revision
from caching.tasks import delete_old_changes


def test_a_request_that_reads_asks_once_and_one_that_changes_something_each_time(
    own_database, rf, django_assert_num_queries
):
    for request, number in ((rf.get("/"), 1), (rf.head("/"), 1), (rf.post("/"), 3)):
        with django_assert_num_queries(number):
            assert len({get_revision(request) for _ in range(3)}) == 1
    request = rf.post("/")
    before = get_revision(request)
    SiteChange.objects.create()
    assert get_revision(request) != before


def test_old_changes_are_deleted_and_leave_a_revision_that_was_not_there_before(db):
    long_ago = timezone.now() - limits.CHANGES_KEPT - timedelta(minutes=1)
    SiteChange.objects.all().delete()
    for moment in (long_ago, long_ago, timezone.now()):
        SiteChange.objects.create(made_at=moment)
    highest, _ = fetch_row(NEWEST)
    delete_old_changes(0)
    assert fetch_row(NEWEST) == (highest + 1, 2)
    delete_old_changes(0)
    assert fetch_row(NEWEST) == (highest + 1, 2)
