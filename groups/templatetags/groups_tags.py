from django import template
from django.db.models import Count, Q

from caching.results import get_or_compute
from drawings.bwmap import Place
from groups import rights as table_of_rights
from groups.models import Group, Invitation, JoinPolicy, JoinRequest, Outcome, Role, Visibility
from markup.render import render_markdown
from vocabulary.models import Municipality

register = template.Library()


@register.filter
def prose(text):
    """A group's text in Markdown as safe HTML."""
    return render_markdown(text).html


@register.simple_tag
def rights():
    """The rows of groups.rights.table."""
    return list(table_of_rights.table())


@register.simple_tag
def groups_of(user):
    """The groups of which the user is a member."""
    return list(Group.objects.of(user))


@register.simple_tag
def numbers(group):
    """{"member_count": …, "town_count": …} of the group."""
    return Group.objects.filter(pk=group.pk).with_numbers().values("member_count", "town_count").get()


@register.simple_tag(takes_context=True)
def towns(context, group):
    """The municipalities of the members, most members first, each with `member_count`."""
    return get_or_compute(("towns", group.pk), lambda: find_towns(group), context["request"])


def find_towns(group):
    found = Municipality.objects.select_related("programme").filter(user__memberships__group=group)
    return list(found.annotate(member_count=Count("user")).order_by("-member_count", "title"))


@register.simple_tag
def town_marks(towns):
    """The municipalities as places on the map (drawings)."""
    return tuple(Place.of(town) for town in towns)


@register.simple_tag
def requests_of(user):
    """The user's own waiting requests."""
    mine = JoinRequest.objects.waiting().filter(user=user, group__deleted_at=None)
    return mine.select_related("group", "invitation", "mailing")


@register.simple_tag
def groups_asked(user):
    """The groups that the user leads and in which requests wait, each with `waiting`, their number."""
    led = Group.objects.existing().filter(memberships__user=user, memberships__role=Role.LEAD)
    waiting = Count("requests", filter=Q(requests__outcome=Outcome.WAITING), distinct=True)
    return led.annotate(waiting=waiting).filter(waiting__gt=0)


@register.simple_tag
def open_groups():
    """The groups of the directory that anybody can join at the moment without invitation or approval."""
    public = Invitation.objects.usable().filter(is_public=True).values("group")
    listed = Group.objects.filter(visibility=Visibility.VISIBLE, archived_at=None, deleted_at=None)
    return listed.filter(Q(pk__in=public) | Q(join_policy=JoinPolicy.OPEN))
