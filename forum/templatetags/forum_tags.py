from datetime import timedelta

from django import template
from django.db.models import Count, Window
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html

from accounts.viewer import Viewer
from forum.access import find_threads
from forum.limits import MAX_UNANSWERED_SHOWN, THREADS_ABOUT_SHOWN
from groups.models import Role
from markup.render import excerpt
from web.quotation import quote_german

register = template.Library()


@register.filter
def when(moment, precision="minute"):
    """A time such as "vor 5 Minuten" or "gestern, 9:30", exact in the title; "day" leaves out the hour before today."""
    local = timezone.localtime(moment)
    return time_element(local, relative_time(local, precision))


@register.filter
def age(moment):
    """How long ago, in the words after „seit“: "heute", "gestern", "4 Tagen"."""
    local = timezone.localtime(moment)
    days = (timezone.localdate() - local.date()).days
    return time_element(local, {0: "heute", 1: "gestern"}.get(days, f"{days} Tagen"))


def time_element(local, text):
    exact = date_format(local, "l, j. F Y, H:i") + " Uhr"
    start = local.isoformat(timespec="seconds")
    return format_html('<time datetime="{}" title="{}">{}</time>', start, exact, text)


def relative_time(local, precision):
    minutes, days, is_this_year = measure_age(local)
    if minutes is not None:
        return {0: "gerade eben", 1: "vor einer Minute"}.get(minutes, f"vor {minutes} Minuten")
    day = {0: "heute", 1: "gestern"}.get(days)
    day = day or date_format(local, "D., j. N" if is_this_year else "j. F Y")
    return day if precision == "day" and days != 0 else f"{day}, {date_format(local, 'G:i')}"


def measure_age(local):
    """What the words for a moment depend on besides itself: (minutes of the last hour, 0 or 1 days, whether this year)."""
    now = timezone.localtime()
    passed = now - local
    if timedelta(0) <= passed < timedelta(hours=1):
        return int(passed.total_seconds() // 60), None, True
    days = (now.date() - local.date()).days
    return None, days if days in (0, 1) else None, local.year == now.year


@register.filter
def role_label(role):
    """The role of leads and moderators, "" for members."""
    return Role(role).label if role in {Role.LEAD, Role.MODERATOR} else ""


register.filter("quoted", quote_german)


@register.filter
def words(html, length):
    """The first `length` characters of a post's text, without markup and quotes."""
    return excerpt(html, length)


@register.simple_tag
def recent_titles(group):
    """The titles of the five most recently active threads, for invitations that may show them."""
    return group.threads.order_by("-last_post_at").values_list("title", flat=True)[:5]


@register.simple_tag(takes_context=True)
def threads_about(context, theme_field):
    """A few of the threads of the reader's groups with this theme field; the first one with `total`, how many there are."""
    found = find_threads(Viewer.of(context["request"]), theme_field)
    shown = list(found[:THREADS_ABOUT_SHOWN])
    if shown:
        shown[0].total = len(shown) if len(shown) < THREADS_ABOUT_SHOWN else found.count()
    return shown


@register.simple_tag
def unanswered(group):
    """{"shown": the oldest threads unanswered for three days, "more": how many others there are}."""
    waiting = group.threads.unanswered().annotate(total=Window(Count("pk")))
    shown = list(waiting.select_related("author__municipality")[:MAX_UNANSWERED_SHOWN])
    return {"shown": shown, "more": shown[0].total - len(shown) if shown else 0}
