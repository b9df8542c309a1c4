"""Entries that become pages."""

from datetime import datetime, time

from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.imports.item import check_streams
from cms.imports.references import describe_path
from cms.imports.schema import MEMBERS_ONLY
from cms.imports.section import Section

LOGIN = PageViewRestriction.LOGIN


class PageSection(Section):
    """`parent_type`: the pages of this list stand below the first page of that type."""

    parent_type = None

    def find_parent(self, item):
        parent = self.get_parent(item.work)
        if not parent:
            kind = self.parent_type._meta.verbose_name
            item.report_missing_any(
                "page", "", f"the site has no page of the type “{kind}” to hold it (site_tree.json)"
            )
        return parent

    def get_parent(self, work):
        if self.parent_type not in work.parents:
            work.parents[self.parent_type] = self.parent_type.objects.order_by("path").first()
        return work.parents[self.parent_type]

    def find_existing(self, items):
        parent = self.get_parent(items[0].work)
        names = [item.name for item in items]
        found = Page.objects.child_of(parent).filter(slug__in=names) if parent else ()
        return {page.slug: page for page in found}

    def get_day(self, item):
        """The day on which it counts as published; None for now."""

    def make(self, item):
        return self.model(slug=item.entry.slug)

    def create(self, item):
        """A page without a revision, which would take most of the time."""
        parent = self.find_parent(item)
        page = self.make(item)
        self.fill(item, page)
        check_streams(item, page)
        if parent:
            self.add_page(item, parent, page)
        item.target = page

    def add_page(self, item, parent, page):
        page.first_published_at = page.last_published_at = as_moment(self.get_day(item))
        # For each row of the page Wagtail would read all of it again.
        with disable_reference_index_auto_update():
            parent.add_child(instance=page)
        if not page.live:
            page.save_revision().publish()
        self.fill_rows(item, page)

    def complete(self, item):
        ReferenceIndex.create_or_update_for_object(item.target)

    def change(self, item):
        # As it is now: pages that were created below it have changed it.
        page = item.target = item.target.specific_class.objects.get(pk=item.target.pk)
        if not isinstance(page, self.model):
            item.add_problem("slug", f"the site has another page at the address {page.url}")
            return
        self.fill(item, page)
        self.complete_fields(item, page)
        check_streams(item, page)
        if not item.failed:
            page.save_revision().publish()
            self.fill_rows(item, page)

    def complete_fields(self, item, page):
        """What `complete` gives to new pages, once all are there."""

    def fill_rows(self, item, page):
        """What hangs on the page without being part of its draft."""
        for_members = getattr(item.entry, "visibility", "oeffentlich") in MEMBERS_ONLY
        if for_members or item.existed:
            set_privacy(page, for_members)

    def list_references(self, item):
        names = [(self.kind, item.name), ("page", item.name)]
        if item.target and item.target.pk:
            names.append(("page", describe_path(item.target, item.work.run.start_page)))
        return names


def as_moment(day):
    """In the morning of the day; never later than now."""
    now = timezone.now()
    return min(now, at_nine(day)) if day else now


def at_nine(day):
    return timezone.make_aware(datetime.combine(day, time(9)))


def set_privacy(page, for_members):
    restrictions = PageViewRestriction.objects.filter(page=page, restriction_type=LOGIN)
    if not for_members:
        restrictions.delete()
    elif not restrictions.exists():
        PageViewRestriction.objects.create(page=page, restriction_type=LOGIN)


def to_lines(texts):
    """The value of a `lines_field`."""
    return [("line", text) for text in texts]
