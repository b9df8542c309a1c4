"""Nobody reads or works in /redaktion/ without a second factor; whatever is not daily work wants it afresh.

The daily work is listed, the rest is not: an address that nobody thought of, of a new version of Wagtail say, asks.
"""

import re

from accounts.second_factor.demand import demand_second_factor

ROOT = "/redaktion/"
# What holds nothing of the site: the way in and out, and words and icons for scripts.
OPEN = ("login/", "logout/", "jsi18n/", "sprite/")
# What editors do all day, and reading: one confirmation in a session is enough.
DAILY = re.compile(
    "|".join(
        (
            # Who may read a page or a document is not daily.
            r"pages/(?!\d+/privacy/)",
            *(r"images/", r"documents/", r"embeds/chooser/"),
            # Groups are not daily, and neither is the vocabulary: a town's mail domains let people into groups.
            *(r"snippets/cms/", r"snippets/choose/cms/"),
            r"bulk/(cms/|wagtailcore/page/)",
            r"choose-(page|external-link|email-link|phone-link|anchor-link)/",
            *(r"api/main/(pages|images|documents)/", r"tag-autocomplete/", r"block-preview/"),
            # One's own: that one is there, which hints one has seen, and the look of the screens.
            *(r"editing-sessions/", r"dismissibles/", r"account/"),
            r"reports/",
        )
    )
)


def guard(request):
    """Raises SecondFactorNeeded. Whoever has no access at all is told so by Wagtail."""
    if not request.path_info.startswith(ROOT):
        return
    place = request.path_info.removeprefix(ROOT)
    if place.startswith(OPEN) or not request.user.has_perm("wagtailadmin.access_admin"):
        return
    demand_second_factor(request.user, afresh=False if DAILY.match(place) else None)
