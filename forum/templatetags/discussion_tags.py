"""What groups say about a page of the site, for the page itself."""

from django import template
from django.contrib.auth.models import AnonymousUser

from forum.limits import DISCUSSIONS_ON_PAGE
from forum.models import Thread

register = template.Library()


@register.simple_tag(takes_context=True)
def discussions_of(context, page):
    """{"threads": the newest of the reader's groups, "more": whether there are others, "elsewhere": how many in others}.

    Of groups that are not the reader's only the number is told, and nothing of those that not everybody may know of.
    """
    user = getattr(context["request"], "user", None) or AnonymousUser()
    if not page.pk:
        return {"threads": [], "more": False, "elsewhere": 0}
    mine, others = Thread.objects.about_page(page, user)
    threads = list(mine[: DISCUSSIONS_ON_PAGE + 1]) if user.is_authenticated else []
    return {
        "threads": threads[:DISCUSSIONS_ON_PAGE],
        "more": len(threads) > DISCUSSIONS_ON_PAGE,
        "elsewhere": others.count(),
    }
