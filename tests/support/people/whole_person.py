"""A person of whom every table that can holds something, and what was thrown at the export before."""

from datetime import timedelta
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from tests.support.people.passkeys import give_passkey

# Harmless as text only; the second turns the reading order around.
HOSTILE = '<script>alert(1)</script> \u202everkehrt\u202c & "so" \'</title></p>'


def make_whole(user, other, group, page):
    """All of it is about `user`; wherever the rows name somebody else it is `other`."""
    make_account(user)
    make_address(user)
    make_in_groups(user, other, group)
    make_threads(user, other, group)
    make_outside(user, other)
    make_reuse(user, page)
    make_in_admin(user, other, page)
    publish_consent(user)


def make_account(user):
    from allauth.mfa.models import Authenticator
    from django.contrib.auth.models import Group, Permission

    from accounts.models import ProfileVisibility
    from privacy.models import DataExport, Erasure
    from vocabulary.models import ThemeField

    theme, _ = ThemeField.objects.get_or_create(slug="wohnen", defaults={"title": "Wohnen"})
    user.describe(
        {theme: (3, True)}, function=HOSTILE[:100], offers="Kaffee", email_visibility=ProfileVisibility.ALL
    )
    user.show_photo(b"RIFFklein" + user.name.encode(), b"RIFFgross")
    now = timezone.now()
    make_session(user, now)
    give_passkey(user, f"Passkey von {user.name}")
    Authenticator.objects.create(user=user, type="totp", data={"secret": "geheim-app"})
    user.groups.add(Group.objects.first())
    user.user_permissions.add(Permission.objects.first())
    DataExport.objects.get_or_create(user=user)
    Erasure.objects.create(user=user, reason="inactivity", asked_at=now - timedelta(days=9))


def make_session(user, now):
    from accounts.models import Session

    Session.objects.create(
        session_key=uuid4().hex,
        session_data="geheim-sitzung",
        user=user,
        device="Firefox unter Linux",
        signed_in_at=now,
        seen_at=now,
        expire_date=now + timedelta(days=9),
    )


def make_address(user):
    from allauth.account.models import EmailAddress, EmailConfirmation

    from accounts.models import EmailChange

    address = EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    EmailConfirmation.objects.create(email_address=address, key=f"geheim-{user.pk}")
    EmailChange.start(user, f"neu-{user.email}")


def make_in_groups(user, other, group):
    from accounts.models import ConsentText
    from groups.models import Invitation, JoinRequest, Mailing, PendingSignup, Removal

    group.memberships.get_or_create(user=user)
    ConsentText.objects.current().agree(user)
    mine = {"group": group, "created_by": user, "label": f"Von {user.pk}", "words": f"{HOSTILE} {user.name}"}
    Invitation.objects.create(**mine)
    Mailing.objects.create(**mine)
    asked = {"group": group, "why": "link", "reason": f"Ich, {user.name}"}
    JoinRequest.objects.create(
        user=user, **asked, outcome="declined", decided_at=timezone.now(), decided_by=other, words="Nein."
    )
    Removal.objects.create(group=group, user=user, removed_by=other, reason=f"{user.name} war zu laut")
    pending, _ = PendingSignup.start(
        email=user.email, name=user.name, place="Ulm", group=group, consent_text=ConsentText.objects.current()
    )
    assert pending.code_hash
    sent = group.mailings.create(label="Per E-Mail", created_by=other)
    recipient = sent.email_invitations.create(
        group=group, line=1, email=user.email, name=user.name, key_hash=uuid4().hex
    )
    type(recipient).objects.filter(pk=recipient.pk).update(accepted_at=timezone.now())
    group.mailing_drafts.create(created_by=user, words=f"{HOSTILE} {user.name}")
    make_draft_line(user, other, group)


def make_draft_line(user, other, group):
    draft = group.mailing_drafts.create(created_by=other)
    draft.lines.create(number=1, original=f"{user.name} <{user.email}>", address=user.email, name=user.name)


def make_threads(user, other, group):
    from forum import kinds
    from forum.models import Draft, Post, Thread
    from notifications.models import Notification

    membership = group.memberships.get(user=user)
    thread = Thread.objects.start(
        membership, title=f"{HOSTILE[:60]} {user.name}", kind="question", text=f"{HOSTILE} Frage", key=uuid4()
    )
    for number in range(3):
        thread.reply(membership, f"Antwort {number} von {user.name}", uuid4())
    Post.objects.get(thread=thread, number=3).remove(by=other)
    typed = {"title": "", "kind": "question", "text": f"{HOSTILE} Entwurf", "key": uuid4()}
    Draft.objects.store(membership, thread, thread.posts.get(number=2), revision=0, **typed)
    fields = {"scope": group.subject, "title": thread.title, "url": "/x/", "number": 1}
    Notification.objects.notify({user.pk: kinds.MENTION}, subject=thread.subject, actor=other, **fields)


def make_outside(user, other):
    from audit.models import record_act
    from cms.models import AdviceRequest, EventSignUp, Submission, Subscriber
    from mail.outbox import send_mail

    Subscriber.objects.create(email=user.email, confirmed_at=timezone.now())
    EventSignUp.objects.create(
        event=find_event(),
        user=user,
        name=user.name,
        email=user.email,
        place="Ulm",
        state="pending",
    )
    asked = {"place": "Ulm", "name": user.name, "email": user.email, "assigned_to": other}
    advice = AdviceRequest.objects.create(concern=f"{HOSTILE} von {user.name}", **asked)
    advice.add_note(other, f"{HOSTILE} über {user.name}")
    typed = {"title": f"Von {user.name}", "summary": HOSTILE}
    Submission.objects.create(author=user, typed=typed, saved_at=timezone.now())
    send_mail(user.email, "login_code", {"code": "483920", "user": user})
    record_act(user, "member_left", object="group.1", scope="group.1")
    record_act(other, "role_changed", object=f"user.{user.pk}", scope="group.1", former="lead")


def find_event():
    """One that is there, or a new one."""
    from wagtail.models import Page

    from cms.models import EventPage

    now = timezone.now()
    event = EventPage(title="Treffen", intro="–", kind="Treffen", start=now, end=now)
    return EventPage.objects.first() or Page.get_first_root_node().add_child(instance=event)


def make_reuse(user, page):
    from cms.models import FactSheetPage, Reuse
    from vocabulary.models import Municipality

    here = {"size_class": "klein", "lat": 48, "lon": 9}
    town = Municipality.objects.create(slug=f"stadt-{user.pk}", title=f"Stadt {user.pk}", **here)
    sheet = FactSheetPage(title="Vorbild", slug=f"vorbild-{user.pk}", intro="–", summary="–", status="idee")
    sheet.municipality = town
    page.add_child(instance=sheet)
    Reuse.objects.create(
        page=sheet,
        municipality=town,
        reporter=user,
        reported_at=timezone.now(),
        note=f"{user.name} macht es nach",
    )


def publish_consent(user):
    from accounts.models import ConsentText

    texts = ConsentText.objects
    texts.publish(user, f"Ich bin einverstanden, sagt {user.name}.", after=texts.current())


def make_in_admin(user, other, page):
    from wagtail import models as core
    from wagtail.admin.models import EditingSession, FormState
    from wagtail.users.models import UserProfile

    now = timezone.now()
    about = {"content_type": ContentType.objects.get_for_model(page), "object_id": page.pk}
    UserProfile.objects.create(user=user, preferred_language="de")
    EditingSession.objects.create(user=user, last_seen_at=now, **about)
    FormState.objects.create(user=user, data="title=Start", last_updated_at=now, parent_object_id="", **about)
    core.APIToken.objects.create(user=user, name="Skript", key_hash=f"geheim-{user.pk}", prefix=f"p{user.pk}")
    core.PageSubscription.objects.create(user=user, page=page, comment_notifications=True)
    core.PageLogEntry.objects.log_action(page, "wagtail.edit", user=user)
    core.ModelLogEntry.objects.log_action(user, "wagtail.edit", user=other)
    core.ModelLogEntry.objects.log_action(page, "wagtail.edit", user=user)
    core.UploadedFile.objects.create(
        uploaded_by_user=user, file=f"uploads/{user.pk}.png", for_content_type=about["content_type"]
    )
    comment = core.Comment.objects.create(user=user, page=page, text=f"Von {user.name}", contentpath="title")
    core.CommentReply.objects.create(user=user, comment=comment, text=f"Antwort von {user.name}")
    core.Revision.objects.create(
        user=user, content_object=page, content={"title": "Alt"}, object_str="Start", created_at=now
    )
