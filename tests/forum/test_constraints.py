"""What the database itself refuses, whatever the code does."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from forum.models import Post, Thread, ThreadRead
from tests.support.database.undoing import each


def post(thread, **fields):
    given = {"number": 4, "revision": 4, "text": "Text", "html": "<p>Text</p>", "renderer": 1}
    return Post.objects.create(thread=thread, **given | fields)


@each(
    "fields",
    [
        {"number": 3},
        {"number": 0},
        {"text": ""},
        {"removed_at": timezone.now()},
        {"removed_at": timezone.now(), "text": ""},
        {"removed_at": timezone.now(), "html": ""},
    ],
)
def test_a_post_that_cannot_be(fields, thread):
    post(thread)
    with pytest.raises(IntegrityError), transaction.atomic():
        post(thread, **{"number": 5} | fields)


def test_a_key_makes_one_post_of_an_author(thread, anna, ben):
    key = uuid4()
    post(thread, author=anna, key=key)
    post(thread, author=ben, key=key, number=5)
    with pytest.raises(IntegrityError), transaction.atomic():
        post(thread, author=anna, key=key, number=6)


def test_two_threads_of_a_group_cannot_both_welcome(thread, start, anna):
    start(anna, "Zweites")
    with pytest.raises(IntegrityError), transaction.atomic():
        Thread.objects.update(is_welcome=True)


def test_a_member_has_one_position_in_a_thread(thread, member, anna):
    with pytest.raises(IntegrityError), transaction.atomic():
        ThreadRead.objects.create(membership=member(anna), thread=thread, last_read_number=1)
