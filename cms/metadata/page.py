"""What the head of a page says of it to search engines and to programs that show a preview of a link."""

import re
from functools import cached_property

from cms.access import describe_reader
from cms.metadata.addresses import complete_address, full_address
from cms.metadata.json_ld import describe_page
from cms.metadata.picture import Picture

# Parameters by which senders of links count clicks; they change nothing on the page.
TRACKING = re.compile(r"(utm|mtm|pk|mc)_\w+|[fgd]bclid|gclid|msclkid")
PAGE = "seite"


class PageMetadata:
    """`field`: the theme field that the page shows below its own address, if it does."""

    def __init__(self, page, request, field=None):
        self.page, self.request, self.field = page, request, field

    @cached_property
    def is_open(self):
        """Whether everybody may read the page. Machines come signed out: a person who is signed in is told less."""
        reader = describe_reader(self.request)
        is_anybody = not reader["reader"] and not reader["passed"]
        return is_anybody and self.page.live and not getattr(self.request, "is_preview", False)

    @property
    def title(self):
        return self.field.title if self.field else self.page.seo_title or self.page.title

    @property
    def description(self):
        return self.field.description if self.field else self.page.search_description or self.page.intro

    @cached_property
    def start(self):
        """The address of the page, without the number of a page of its list."""
        below = f"{self.field.slug}/" if self.field else ""
        return (full_address(self.page, self.request) or complete_address("")) + below

    @property
    def address(self):
        """The one under which search engines keep the page; a list that is not filtered has one for each of its pages."""
        number = getattr(self.request, "list_page", 1)
        filters = [name for name in self.request.GET if name != PAGE and not TRACKING.fullmatch(name)]
        return f"{self.start}?{PAGE}={number}" if number > 1 and not filters else self.start

    @cached_property
    def picture(self):
        return Picture.of(self.page, self.field)

    @property
    def picture_address(self):
        return complete_address(self.picture.path)

    @property
    def kind(self):
        """In the words of the Open Graph protocol."""
        return "article" if self.page.schema_type in ("Article", "NewsArticle") else "website"

    @property
    def json_ld(self):
        return describe_page(self)
