"""Where members of a group name a person whose account is deleted: leads and moderators get the links and decide."""

from collections import defaultdict
from typing import NamedTuple

from django.urls import reverse

from accounts.models import SiteRole, User
from forum.models import Post, Thread
from groups.models import Group, Invitation, Membership, Role
from mail.outbox import send_mail
from privacy.deletion.naming import names_person
from privacy.limits import MOST_LINKS_IN_REPORT

GROUP_TEXTS = ("title", "summary", "description", "rules", "welcome")


class Places(NamedTuple):
    """The addresses of posts and threads, and of texts that only leads can change."""

    threads: list
    texts: list


def places_naming(person):
    """Group id → Places."""
    found = defaultdict(lambda: Places([], []))
    posts = Post.objects.filter(names_person(person, "text", "html"), thread__group__deleted_at=None)
    for post in posts.select_related("thread__group").order_by("thread", "number"):
        found[post.thread.group_id].threads.append(post.get_absolute_url())
    threads = Thread.objects.filter(names_person(person, "title"), group__deleted_at=None)
    for thread in threads.select_related("group").order_by("pk"):
        found[thread.group_id].threads.append(thread.get_absolute_url())
    for group in Group.objects.existing().filter(names_person(person, *GROUP_TEXTS)):
        found[group.pk].texts.append(reverse("groups:about", args=[group.slug]))
    links = Invitation.objects.filter(names_person(person, "label", "words"), group__deleted_at=None)
    for pk, slug in links.order_by("group").values_list("group", "group__slug").distinct():
        found[pk].texts.append(reverse("groups:invitations", args=[slug]))
    return found


def report_to_groups(person):
    """One mail to each lead and moderator of a group in which the person is named. Returns how many groups."""
    places = places_naming(person)
    groups = Group.objects.filter(pk__in=places).order_by("pk")
    for group in groups:
        for user, is_lead in recipients(group, person):
            named = places[group.pk] if is_lead else places[group.pk]._replace(texts=[])
            if any(named):
                send_mail(user.email, "names_left", mail_context(person, group, named))
    return len(groups)


def recipients(group, person):
    """(user, whether they lead) of the group; where nobody leads or moderates it, the site's admins."""
    memberships = Membership.objects.filter(group=group, role__in=(Role.LEAD, Role.MODERATOR))
    active = memberships.filter(user__is_active=True).exclude(user=person).select_related("user")
    found = [(membership.user, membership.leads) for membership in active.order_by("pk")]
    admins = User.objects.filter(site_role=SiteRole.ADMIN, is_active=True).exclude(pk=person.pk)
    return found or [(admin, True) for admin in admins.order_by("pk")]


def mail_context(person, group, places):
    more = max(0, len(places.threads) - MOST_LINKS_IN_REPORT)
    return {
        "name": person.name,
        "group": group,
        "links": places.threads[:MOST_LINKS_IN_REPORT],
        "more": more,
        "texts": places.texts,
    }
