import json
import os
import secrets
import time
from argparse import ArgumentTypeError
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, OperationalError, transaction
from django.urls import reverse

from accounts.models import User
from demo.benchmark import copying, derived, people, plan, threads
from forum.models import Post, Thread, ThreadRead
from groups.models import Group, Membership
from notifications.models import Notification

FILLED = (User, Group, Membership, Thread, Post, ThreadRead, Notification)
MOST = 10_000_000
POSTS_A_THREAD = 25
LONGEST = 100_000
# Enough for a list of several pages in the first group.
FEWEST_THREADS, FEWEST_POSTS = 80, 300


def parse_number(text):
    if not text.isdecimal() or not 0 < int(text) <= MOST:
        raise ArgumentTypeError(f"{text!r} is no whole number from 1 to {MOST:,}")
    return int(text)


class Command(BaseCommand):
    requires_system_checks = ()  # A database that does not answer is told below, in one line.
    help = (
        "Fills an empty site with groups, members and posts to measure with, and says as JSON how to get in. Half of the "
        "threads are in the first group: one of 20 posts to read, one to answer, a long one, and others."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--posts", type=parse_number, default=10_000, help="in all threads together (10,000)"
        )
        parser.add_argument(
            "--long", type=parse_number, help="in the long thread (a fifth of all, at most 100,000)"
        )
        parser.add_argument("--threads", type=parse_number, help="besides those three (one for 25 posts)")
        parser.add_argument("--members", type=parse_number, default=200, help="of the first group (200)")
        parser.add_argument("--groups", type=parse_number, default=4, help="(4)")
        parser.add_argument(
            "--credentials", type=Path, help="a file for the JSON, instead of standard output"
        )
        parser.add_argument("--yes", action="store_true", help="although the site has people or groups")

    def handle(self, **options):
        began = time.monotonic()
        numbers = choose_numbers(options)
        try:
            with transaction.atomic():
                refuse_content(options["yes"])
                facts, tables = self.seed(**numbers)
            copying.vacuum_tables({model._meta.db_table for model in FILLED} | tables)
        except OperationalError as error:
            raise CommandError(f"The database does not answer: {error}") from None
        except DatabaseError as error:
            raise CommandError(f"The database does not fit (manage.py migrate?): {error}") from None
        self.stderr.write(f"{numbers['posts']:,} posts in {time.monotonic() - began:.0f} s")
        self.write_facts(facts, options["credentials"])

    def seed(self, posts, long, threads_number, members, groups_number):
        run = secrets.token_hex(3)
        persons = people.make_people(run, members)
        groups = people.make_groups(run, groups_number, persons)
        people.create_consents(persons)
        seeded = threads.make_threads(plan.plan_threads(posts, long, threads_number, groups_number), groups)
        threads.copy_posts(seeded, self.build_progress(posts))
        threads.copy_read_positions(seeded, groups)
        copying.reset_sequences(FILLED)
        tables = derived.fill_derived_tables(seeded[0].pk)
        return collect_facts(seeded, people.sign_in_members(persons), posts), tables

    def build_progress(self, posts):
        """A function that takes the number of posts that are done and prints each tenth, all in one line."""
        steps = {posts * tenth // 10: tenth * 10 for tenth in range(1, 11)}

        def report(done):
            if done in steps:
                self.stderr.write(f"{steps[done]} % ", ending="\n" if done == posts else "")
                self.stderr.flush()

        return report

    def write_facts(self, facts, path):
        text = json.dumps(facts, indent=2)
        if path is None:
            self.stdout.write(text)
            return
        # Whoever has the cookies is signed in.
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(text)


def choose_numbers(options):
    posts = options["posts"]
    if posts < FEWEST_POSTS:
        raise CommandError(f"--posts: at least {FEWEST_POSTS}")
    long = options["long"] or min(posts // 5, LONGEST)
    threads_number = options["threads"] or max(posts // POSTS_A_THREAD, FEWEST_THREADS)
    needed = plan.SHORT + plan.ANSWERED + long + threads_number
    if posts < needed:
        raise CommandError(f"--posts: these threads have {needed:,} posts at least")
    if options["members"] < 2:
        raise CommandError("--members: at least 2, of whom one leads the groups")
    return {
        "posts": posts,
        "long": long,
        "threads_number": threads_number,
        "members": options["members"],
        "groups_number": options["groups"],
    }


def refuse_content(anyway):
    found = {model._meta.verbose_name_plural: model.objects.count() for model in (User, Group, Post)}
    if any(found.values()) and not anyway:
        said = ", ".join(f"{number} × {name}" for name, number in found.items())
        raise CommandError(
            f"The site has content ({said}), among which this one would stay. With --yes it is added nonetheless."
        )


def collect_facts(seeded, cookies, posts):
    """What benchmarks need: addresses, the cookies of members, and what a client of the answered thread's topic sends."""
    short, answered, long = seeded[:3]
    group = short.group.get_absolute_url()
    return {
        "posts": posts,
        "group": group,
        "members": f"{group}mitglieder/",
        "short": short.path,
        "long": {"path": long.path, "pages": -(-long.plan.size // plan.SHORT)},
        "request": {"thread": answered.pk, "revision": answered.plan.size, "page": 1},
        "reply": reverse("forum:reply", args=[answered.group.slug, answered.pk]),
        "cookies": cookies,
    }
