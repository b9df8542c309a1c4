from datetime import timedelta

from django import template
from django.db.models import Count, Window
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html

from groups.models import Role
from markup.render import excerpt

register = template.Library()
WAITED = timedelta(days=3)
WAITING_SHOWN = 20
INNER_QUOTES = str.maketrans("„“”»«", "‚‘’›‹")


@register.filter
def when(moment, precision="minute"):
    """A moment as people say it, with the exact one on hover and in the source; "day" leaves the time out."""
    local = timezone.localtime(moment)
    return stamp(local, said(local, precision))


@register.filter
def age(moment):
    """For how long, in the words after „seit“, as `when` says at what time."""
    local = timezone.localtime(moment)
    days = (timezone.localdate() - local.date()).days
    return stamp(local, {0: "heute", 1: "gestern"}.get(days, f"{days} Tagen"))


def stamp(local, text):
    exact = date_format(local, "l, j. F Y, H:i") + " Uhr"
    start = local.isoformat(timespec="seconds")
    return format_html('<time datetime="{}" title="{}">{}</time>', start, exact, text)


def said(local, precision):
    now = timezone.localtime()
    passed = now - local
    if timedelta(0) <= passed < timedelta(hours=1):
        minutes = int(passed.total_seconds() // 60)
        return {0: "gerade eben", 1: "vor einer Minute"}.get(minutes, f"vor {minutes} Minuten")
    days = (now.date() - local.date()).days
    day = {0: "heute", 1: "gestern"}.get(days)
    day = day or date_format(local, "D., j. N" if local.year == now.year else "j. F Y")
    return day if precision == "day" and days else f"{day}, {date_format(local, 'G:i')}"


@register.filter
def role_label(role):
    """What stands beside the names of those who look after the group."""
    return Role(role).label if role in {Role.LEAD, Role.MODERATOR} else ""


@register.filter
def quoted(text):
    """In quotation marks; those inside become single ones."""
    return f"„{text.translate(INNER_QUOTES)}“"


@register.filter
def words(html, length):
    """The beginning of a post's text."""
    return excerpt(html, length)


@register.simple_tag
def recent_titles(group):
    """What was talked about last, for invitations that may tell."""
    return group.threads.order_by("-last_post_at").values_list("title", flat=True)[:5]


@register.simple_tag
def unanswered(group):
    """The threads that have waited for an answer for three days: the oldest are `shown`, `more` is how many others."""
    waiting = group.threads.unanswered(timezone.now() - WAITED).annotate(total=Window(Count("pk")))
    shown = list(waiting.select_related("author__municipality")[:WAITING_SHOWN])
    return {"shown": shown, "more": shown[0].total - len(shown) if shown else 0}
