"""Wagtail's admin (/redaktion/) requires a second factor, a recent one for whatever is not the editors' daily work.

The daily work is listed: an address that is not, for example of a new version of Wagtail, requires a recent factor.
"""

import re

from accounts.second_factor.demand import demand_second_factor
from accounts.viewer import Viewer

ROOT = "/redaktion/"
# Without content of the site: sign-in and sign-out, translations and icons for scripts.
OPEN = ("login/", "logout/", "jsi18n/", "sprite/")
# Reading, and what editors do all day: one use of the second factor in a session is enough.
DAILY = re.compile(
    "|".join(
        (
            # Who may read a page or a document is not daily.
            r"pages/(?!\d+/privacy/)",
            *(r"images/", r"documents/", r"embeds/chooser/"),
            # Not groups, not the vocabulary: a town's mail domains let people into groups; not readers' addresses.
            *(r"snippets/cms/(?!subscriber/)", r"snippets/choose/cms/(?!subscriber/)"),
            r"bulk/(cms/(?!subscriber/)|wagtailcore/page/)",
            r"choose-(page|external-link|email-link|phone-link|anchor-link)/",
            *(r"api/main/(pages|images|documents)/", r"tag-autocomplete/", r"block-preview/"),
            # The user's own: editing sessions, dismissed hints, settings of the admin.
            *(r"editing-sessions/", r"dismissibles/", r"account/"),
            *(r"reports/", r"beratung/", r"wartet/"),
        )
    )
)


def check_admin_access(request):
    """Raises SecondFactorNeeded for users of the admin. Everybody else is refused by Wagtail itself."""
    if not request.path_info.startswith(ROOT):
        return
    address = request.path_info.removeprefix(ROOT)
    if address.startswith(OPEN) or not request.user.has_perm("wagtailadmin.access_admin"):
        return
    demand_second_factor(Viewer.of(request), recent=False if DAILY.match(address) else None)
