import re
from datetime import timedelta
from itertools import count

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from wagtail.contrib.forms.models import FormSubmission
from wagtail.models import GroupPagePermission

from cms.models import (
    AccessibilityStatementPage,
    AdviceRequest,
    CheckedLink,
    FactSheetPage,
    LinkUse,
    NewsIndexPage,
    NewsPage,
    PressIndexPage,
    PressPage,
    Reuse,
    StandardPage,
    Submission,
)
from tests.support.pages.forms import words
from vocabulary.models import Municipality

NUMBERS = count(1)
SECTION = re.compile(r'<h3 class="waiting__name".*?</h3>.*?</section>', re.DOTALL)


@pytest.fixture
def as_emil(demo, client, emil):
    client.force_login(emil)
    return client


@pytest.fixture
def nothing_waits(demo):
    """Of what the demo brings."""
    FactSheetPage.objects.update(last_reviewed=timezone.localdate())
    AdviceRequest.objects.all().delete()
    Reuse.objects.all().delete()
    for page in PressPage.objects.filter(live=False):
        page.delete()


@pytest.fixture
def of_press(demo, person):
    """Paul writes press releases, and nothing else."""
    paul, group = person("Paul"), Group.objects.create(name="Nur Presse")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for name in ("add_page", "change_page", "publish_page"):
        GroupPagePermission.objects.create(
            group=group, page=PressIndexPage.objects.get(), permission=Permission.objects.get(codename=name)
        )
    paul.groups.add(group)
    return paul


@pytest.fixture
def waiting(client):
    """What the start page says that waits: by heading the number, the titles, and what else the rows say."""

    def waiting():
        found = {}
        for section in SECTION.findall(client.get("/redaktion/").content.decode()):
            heading, rows = section.split("</h3>")
            name, _, number = words(heading).rpartition(" ")
            titles = re.findall(r'<li class="waiting__row">\s*<a href="([^"]*)">([^<]*)</a>', rows)
            found[name] = (int(number), [title for _, title in titles], words(rows))
        return found

    return waiting


def make_draft(author, parent=None, model=StandardPage, **fields):
    number = next(NUMBERS)
    fields = {"title": f"Entwurf {number}", "slug": f"entwurf-{number}", "intro": "x"} | fields
    page = model(**fields, live=False, owner=author)
    (parent or NewsIndexPage.objects.get().get_parent()).add_child(instance=page)
    page.save_revision(user=author)
    return page


def hand_in(author, **fields):
    page = make_draft(author, **fields)
    page.get_workflow().start(page, author)
    return page


def submit(author):
    """A member's fact sheet, as cms/submitting leaves it."""
    page = FactSheetPage.objects.exclude(submissions__isnull=False).first()
    page.save_revision(user=author)
    page.get_workflow().start(page, author)
    return Submission.objects.create(
        author=author,
        page=page,
        is_change=True,
        state="pruefung",
        typed={"title": page.title},
        saved_at=timezone.now(),
        submitted_at=timezone.now() - timedelta(days=3),
    )


def ask_for_advice(**fields):
    asked = {"place": "Ulm", "concern": "Wie geht das?", "name": "Nina", "email": "nina@stadt.example"}
    return AdviceRequest.objects.create(**asked | fields)


def report_barrier():
    page = AccessibilityStatementPage.objects.get()
    told = {"place": "/presse/", "barrier": "Die Überschrift wird nicht vorgelesen", "email": ""}
    return FormSubmission.objects.create(page=page, form_data=told)


def report_reuse():
    page = FactSheetPage.objects.exclude(reuses__isnull=False).first()
    town = Municipality.objects.exclude(pk=page.municipality_id).first()
    return Reuse.objects.create(page=page, municipality=town, state="waiting", reported_at=timezone.now())


def make_due():
    sheet = (
        FactSheetPage.objects.live().exclude(status="eingestellt").filter(last_reviewed__gte="2026-01-01")[0]
    )
    FactSheetPage.objects.filter(pk=sheet.pk).update(
        last_reviewed=timezone.localdate() - timedelta(days=400), review_after_days=365
    )
    return sheet


def plan(author, days=1, model=NewsPage, parent=NewsIndexPage, **fields):
    page = make_draft(
        author, parent.objects.get(), model, go_live_at=timezone.now() + timedelta(days=days), **fields
    )
    page.latest_revision.publish(user=author)
    return page


def break_link():
    address = f"https://weg.example/{next(NUMBERS)}/"
    link = CheckedLink.objects.create(address=address, state="not_found", failures=1)
    LinkUse.objects.create(link=link, page=NewsIndexPage.objects.get())
