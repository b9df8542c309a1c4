"""Where a name stays after its account is gone, because plain text keeps it: a human looks (docs/decisions/0018)."""

from django.urls import reverse

from accounts.models import User
from accounts.models.user import SiteRole
from forum.models import Post, Thread
from groups.models import Group
from mail.outbox import send
from markup.redaction import likely
from privacy.deletion import columns


def places(gone):
    """(how many texts, the addresses of the threads and groups in which they stand)"""
    if not gone.left:
        return 0, []
    posts = Post.objects.filter(likely("text", gone.likes)).values_list("thread", "text")
    titles = Thread.objects.filter(likely("title", gone.likes)).values_list("pk", "title")
    threads = [pk for rows in (posts, titles) for pk, text in rows if gone.says_left(text)]
    rows = list(columns.left(gone))
    groups = {row.pk if isinstance(row, Group) else getattr(row, "group_id", None) for row in rows} - {None}
    return len(threads) + len(rows), [*thread_links(set(threads)), *group_links(groups)]


def thread_links(pks):
    # Without the title, in which the name may stand.
    found = Thread.objects.filter(pk__in=pks).order_by("group", "pk").values_list("group__slug", "pk")
    return [reverse("forum:thread", args=[slug, pk, "thema"]) for slug, pk in found]


def group_links(pks):
    slugs = Group.objects.filter(pk__in=pks).values_list("slug", flat=True)
    return [reverse("groups:about", args=[slug]) for slug in slugs]


def tell_admins(gone, number, links):
    admins = User.objects.filter(site_role=SiteRole.ADMIN, is_active=True).exclude(pk=gone.pk)
    for admin in admins:
        send(admin.email, "names_left", {"number": number, "links": links})
