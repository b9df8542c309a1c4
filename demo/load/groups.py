from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from accounts.models import Consent, ConsentText
from demo.load import people, read_content
from groups.joining.requests import add_request
from groups.models import (
    Approval,
    Group,
    Invitation,
    JoinPolicy,
    JoinRequest,
    LegacyLink,
    Membership,
    Role,
    Visibility,
)
from vocabulary.models import ThemeField

ROLES = {"leitung": Role.LEAD, "moderation": Role.MODERATOR, "mitglied": Role.MEMBER}
POLICIES = {policy.label.lower(): policy for policy in JoinPolicy}
VISIBILITIES = {visibility.label: visibility for visibility in Visibility}


def load_groups():
    named = people.by_username()
    for source in read_content("groups")["groups"]:
        group = load_group(source)
        load_members(group, source["members"], named)
        if source["invite_link"]:
            load_invitation(group, source["invite_link"], named)
        for link in source.get("links", []):
            load_link(group, link, named)
        for request in source.get("requests", []):
            load_request(group, request, named)
        if link := source.get("legacy_link"):
            LegacyLink.objects.create(group=group, token=link["token"], space_id=link["space_id"])
    load_consents()


def load_group(source):
    group = Group.objects.create(
        slug=source["slug"],
        title=source["title"],
        summary=source["summary"],
        description=source["description"],
        rules=source["rules"],
        welcome=source["welcome"],
        visibility=VISIBILITIES[source["visibility"]],
        join_policy=POLICIES[source["join_mode"]],
        order=source["order"],
        is_demo=source["is_demo"],
    )
    group.theme_fields.set(ThemeField.objects.filter(slug__in=source["themes"]))
    return group


def load_members(group, members, named):
    Membership.objects.bulk_create(
        Membership(
            group=group,
            user=named[member["username"]],
            role=ROLES[member["role"]],
            joined_at=datetime.fromisoformat(member["since"]).replace(
                hour=9, tzinfo=ZoneInfo(settings.TIME_ZONE)
            ),
        )
        for member in members
    )


def load_consents():
    """Whoever came before the text was there has been asked on its first day."""
    text = ConsentText.objects.current()
    since = {}
    for user, moment in [
        *Membership.objects.values_list("user", "joined_at"),
        *JoinRequest.objects.values_list("user", "created_at"),
    ]:
        since[user] = min(moment, since.get(user, moment))
    Consent.objects.bulk_create(
        Consent(user_id=user, text=text, given_at=max(moment, text.published_at))
        for user, moment in since.items()
    )


def load_invitation(group, source, named):
    """The public link; as many of the plain members as it tells came by it."""
    invitation = load_link(
        group,
        source,
        named,
        is_public=True,
        mail_domains=source["allowed_domains"],
        member_towns_only=source["member_municipalities"],
    )
    came = group.memberships.filter(role=Role.MEMBER).order_by("pk").values("pk")[: source["uses"]]
    Membership.objects.filter(pk__in=came).update(invitation=invitation)


def load_link(group, source, named, **fields):
    return Invitation.objects.create(
        group=group,
        label=source["label"],
        words=source["inviter_words"],
        created_by=named[source["created_by"]],
        expires_at=timezone.now() + timedelta(days=source["expires_offset_days"]),
        max_uses=source["max_uses"],
        needs_approval=source["requires_approval"],
        show_thread_titles=source["show_thread_titles"],
        paused_at=timezone.now() if source.get("paused") else None,
        **{step: source.get(step, source["uses"]) for step in ("opened", "codes_sent", "confirmed", "uses")},
        **fields,
    )


def load_request(group, source, named):
    """Somebody waits for an answer."""
    add_request(
        group,
        named[source["username"]],
        why=Approval.GROUP,
        reason=source["reason"],
    )


def list_invitations():
    """The public links as `$VAR/demo.json` lists them."""
    found = Invitation.objects.usable().filter(is_public=True).select_related("group")
    return [{"group": invitation.group.slug, "url": invitation.url} for invitation in found]
