"""`manage.py seed_benchmark`: a forum to measure, of exactly the size that was asked for, in an empty site only."""

import json

import pytest
from django import test
from django.core.management import CommandError, call_command
from django.db.models import Count, F, Max

from accounts.models import User
from forum.models import Post, Thread, ThreadRead
from groups.models import Group, Membership
from notifications.models import Notification


def seed_forum(tmp_path, **options):
    path = tmp_path / "facts.json"
    call_command("seed_benchmark", credentials=path, **{"posts": 600, "members": 12} | options)
    return json.loads(path.read_text())


def test_it_has_as_many_posts_as_asked_for_and_members_get_in(own_database, tmp_path):
    facts = seed_forum(tmp_path, long=101, groups=3)
    assert Post.objects.count() == 600
    assert (User.objects.count(), Group.objects.count()) == (12, 3)
    assert (tmp_path / "facts.json").stat().st_mode & 0o777 == 0o600
    assert len(facts["cookies"]) == 11
    assert facts["long"]["pages"] == 6
    member = test.Client()
    member.cookies["sessionid"] = facts["cookies"][-1].partition("=")[2]
    for address in (facts["group"], facts["members"], facts["short"], f"{facts['long']['path']}?seite=6"):
        assert member.get(address).status_code == 200, address


def test_what_is_stored_agrees_with_the_posts(own_database, tmp_path):
    seed_forum(tmp_path)
    threads = Thread.objects.annotate(number=Count("posts"), last=Max("posts__number"))
    assert not threads.exclude(number=F("last_number"), last=F("last_number"), revision=F("last_number"))
    assert not Post.objects.exclude(author__memberships__group=F("thread__group"))
    assert not ThreadRead.objects.filter(last_read_number__gt=F("thread__last_number"))
    assert Notification.objects.unread().exists()
    writers = Post.objects.values("author", "thread__group").distinct().count()
    assert Membership.objects.filter(first_post_at__isnull=False).count() == writers


def test_people_can_write_on_afterwards(own_database, tmp_path):
    seed_forum(tmp_path)
    membership = Membership.objects.first()
    thread = Thread.objects.start(
        membership, title="Neu", text="Neu", kind="question", key="6f0c8a4e-3f0e-4d51-9a53-0c6a7ae9e4b1"
    )
    assert thread.pk == Thread.objects.aggregate(last=Max("pk"))["last"]


def test_a_site_with_content_is_left_alone_unless_one_says_so(own_database, tmp_path, person):
    person("Anna")
    with pytest.raises(CommandError, match="1 × Personen, 0 × Gruppen"):
        seed_forum(tmp_path)
    assert not Post.objects.exists()
    seed_forum(tmp_path, yes=True)
    assert User.objects.count() == 13


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ("--posts=viele", "'viele' is no whole number"),
        ("--posts=0", "from 1 to 10,000,000"),
        ("--posts=20", "at least 300"),
        ("--long=10000", "10,428 posts at least"),
        ("--members=1", "at least 2"),
    ],
)
def test_numbers_that_do_not_fit_are_refused_with_the_reason(argument, said):
    with pytest.raises(CommandError, match=said):
        call_command("seed_benchmark", argument)
