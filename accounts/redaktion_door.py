"""Nobody reads or works in /redaktion/ without a second factor; what gives rights away wants it afresh."""

from accounts.second_factor import demand_second_factor

ROOT = "/redaktion/"
OPEN = ("login/", "logout/", "jsi18n/", "sprite/")
# The editors' daily work: one confirmation in a session is enough. Whatever is not named here wants a fresh one.
DAILY = (
    *("pages/", "images/", "documents/", "snippets/", "choose-", "tag-autocomplete/", "api/"),
    *("editing-sessions/", "block-preview/", "dismissibles/", "account/", "reports/"),
    *(f"bulk/{app}/" for app in ("wagtailcore", "cms", "home", "vocabulary")),
)
NOT_DAILY = ("snippets/groups/",)


def guard(request):
    """Raises SecondFactorNeeded. Whoever has no access at all is told so by Wagtail."""
    if not request.path.startswith(ROOT):
        return
    place = request.path.removeprefix(ROOT)
    if place.startswith(OPEN) or not request.user.has_perm("wagtailadmin.access_admin"):
        return
    is_daily = place.startswith(DAILY) and not place.startswith(NOT_DAILY)
    demand_second_factor(request.user, afresh=False if is_daily else None)
