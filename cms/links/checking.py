"""Checks the links that are due, a few in each job: one request at a time to a host, several hosts at once."""

import asyncio
import logging
import time
from collections import defaultdict
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from cms import limits
from cms.links.fetching import Options, fetch_answer
from cms.models import CheckedLink, Organisation
from cms.models.checked_link import FAILED

logger = logging.getLogger("cms")


def make_options():
    """With a name by which operators of other websites find us."""
    site = Site.objects.filter(is_default_site=True).first()
    email = Organisation.for_site(site).email if site else ""
    contact = f"; {email}" if email.isascii() and email else ""
    return Options(agent=f"StaedteNetz-Linkpruefung/1.0 (+{settings.BASE_URL}/{contact})")


def check_due_links(options):
    """Returns whether there are more that are due."""
    links = take_due_links()
    answers = asyncio.run(fetch_answers(links, options))
    for link in links:
        if answer := answers.get(link.pk):
            link.record_answer(answer)
    left = [link.pk for link in links if link.pk not in answers]
    CheckedLink.objects.filter(pk__in=left).check_now()
    if answers:
        failed = sum(answer.state in FAILED for answer in answers.values())
        logger.info(
            "Links", extra={"event": "links_checked", "number": len(answers), "number_failed": failed}
        )
    return CheckedLink.objects.due().exists()


@transaction.atomic
def take_due_links():
    """Nobody else takes them meanwhile; if this job is killed they are due again after LINK_LEASE."""
    due = CheckedLink.objects.due().order_by("due_at", "address")
    links = list(due.select_for_update(skip_locked=True)[: limits.LINKS_PER_JOB])
    lease = timezone.now() + limits.LINK_LEASE
    CheckedLink.objects.filter(pk__in=[link.pk for link in links]).update(due_at=lease)
    return links


async def fetch_answers(links, options):
    """The Answer by the link's key; without those for which the time of the job was too short."""
    hosts, answers = defaultdict(list), {}
    for link in links:
        hosts[urlsplit(link.address).netloc.lower()].append(link)
    places, end = asyncio.Semaphore(limits.LINK_HOSTS), time.monotonic() + options.job_time
    async with asyncio.TaskGroup() as tasks:
        for of_host in hosts.values():
            tasks.create_task(ask_host(of_host, answers, places, end, options))
    return answers


async def ask_host(links, answers, places, end, options):
    """A host that asks for patience is asked nothing more."""
    async with places:
        for number, link in enumerate(links):
            if time.monotonic() > end:
                return
            if number:
                await asyncio.sleep(options.pause)
            answer = await fetch_answer(link.address, options)
            if answer.retry_after:
                answers.update((later.pk, answer) for later in links[number:])
                return
            answers[link.pk] = answer
