"""Quirina, of whom everything that can know a person knows something; and all that is stored, as text."""

import json
from base64 import b64decode
from datetime import timedelta
from hashlib import sha256
from unicodedata import normalize
from uuid import uuid4

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from accounts.models import ConsentText

NAME, SHORT = "Quirina Zwirnlein-Özdemir (Heilbronn)", "Quirina Zwirnlein-Özdemir"
EMAIL = "quirina.zwirnlein@heilbronn.example"
# What must be found nowhere, in lower case.
TRACES = ("quirina", "zwirnlein", "özdemir", "oezdemir", sha256(EMAIL.encode()).hexdigest())


def run_jobs():
    with app.replace_connector(app.connector.get_worker_connector()):
        app.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


def delay_mails():
    """As when the mail server has not taken them yet."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = now() + interval '1 hour'")


def make_quirina():
    from accounts.models import User

    user = User.objects.create_user(
        EMAIL, NAME, "korrekt-pferd", function="Planerin Zwirnlein", seeks="Suche", offers="Biete"
    )
    user.emailaddress_set.create(email=EMAIL, verified=True, primary=True)
    user.show_photo(b"RIFF-small-Quirina", b"RIFF-large-Quirina")
    return user


def erasure_of(user, **fields):
    """As the page makes it, but without the job."""
    from privacy.models import Erasure

    return Erasure.objects.create(user=user, reason="request", **fields)


def talk(group, quirina, start, say, people):
    """Two threads: (Anna's, in which she is mentioned and quoted; her own, in which nobody else wrote)."""
    anna, ben, dora = people
    thread = start(anna, title="Fragen an alle", text=f"@{NAME}, was meinst du? @Dora Dorasen auch?")
    mine = say(thread, quirina, "Das ist mein Gedanke.")
    say(thread, ben, mine.as_quote + f"Danke @{SHORT.upper()}!")
    say(thread, dora, f"> > {NAME}, Nr. 2:\n> > Das ist mein Gedanke.\n>\n> Ben dazu\n\nGut, @{SHORT}.")
    say(thread, quirina, "Noch etwas.")
    thread.refresh_from_db()
    thread.accept(2, by=thread.author)
    return thread, start(quirina, title="Ganz allein", text="Mein Gedanke, sonst niemandes.")


def leave_traces(group, quirina, people):
    """Rows of other people and of nobody that refer to her or hold her address."""
    from groups.models import Membership, PendingSignup, Removal, Role

    _, ben, dora = people
    now = timezone.now()
    mailed = group.mailings.create(label="Liste", created_by=dora)
    mailed.email_invitations.create(group=group, line=1, email=EMAIL, name=NAME, declined_at=now)
    mailed.email_invitations.create(
        group=group, line=2, original_text=f"{NAME} <{EMAIL}", name=NAME, reject_reason="invalid"
    )
    draft = group.mailing_drafts.create(created_by=dora)
    draft.lines.create(number=1, original=f"{NAME} <{EMAIL}>", address=f" {EMAIL.upper()}", name=NAME)
    group.mailing_drafts.create(created_by=quirina, words="Von Quirina")
    group.invitations.create(label="Ihr Link", words="Von mir", created_by=quirina)
    PendingSignup.start(
        email=EMAIL, group=group, mailing=mailed, name=NAME, consent_text=ConsentText.objects.current()
    )
    Removal.objects.create(group=group, user=ben, removed_by=quirina, reason="Zu laut.")
    group.requests.create(
        user=ben, why="group", reason="Bitte.", outcome="declined", decided_at=now, decided_by=quirina
    )
    other = type(group).objects.create(slug="andere", title="Andere", summary="–", description="–")
    Membership.objects.create(group=other, user=quirina, role=Role.LEAD)
    other.requests.create(user=quirina, why="group", reason="Ich")


def leave_traces_in_addresses(quirina, dora):
    """Both want another address: she one of hers, Dora hers."""
    from accounts.models import EmailChange

    EmailChange.start(quirina, f"neu.{EMAIL}")
    EmailChange.start(dora, EMAIL)


def leave_traces_in_packages(group, quirina, people):
    from allauth.mfa.models import Authenticator

    from audit.models import record_act
    from groups.audit_labels import Act
    from mail.outbox import send_mail
    from privacy.models import DataExport

    dora = people[-1]
    subjects = {"object": f"user.{quirina.pk}", "scope": group.subject}
    record_act(quirina, Act.LINK_CREATED, object="invitation.1", scope=group.subject)
    record_act(dora, Act.ROLE_CHANGED, former="lead", role="member", **subjects)
    Authenticator.objects.create(user=quirina, type="webauthn", data={"name": f"{SHORT}s Laptop"})
    leave_traces_in_addresses(quirina, dora)
    leave_traces_in_wagtail(quirina)
    send_mail(quirina.email, "login_code", {"code": "483920", "user": quirina})
    made = timezone.now() - timedelta(hours=1)
    DataExport.objects.create(user=quirina, archive=b"Quirina", made_at=made)


def leave_traces_in_wagtail(quirina):
    from wagtail.models import Comment, ModelLogEntry, Page
    from wagtail.users.models import UserProfile

    person = ContentType.objects.get_for_model(type(quirina))
    logged = {"content_type": person, "timestamp": timezone.now(), "uuid": uuid4(), "user": quirina}
    ModelLogEntry.objects.create(
        label=NAME, action="wagtail.edit", object_id=str(quirina.pk), data={"name": NAME}, **logged
    )
    UserProfile.get_for_user(quirina).avatar.save("quirina.png", ContentFile(b"PNG quirina"), save=True)
    page = Page.objects.order_by("-depth").first()
    Comment.objects.create(page=page, user=quirina, text=f"Meiner, {SHORT}", contentpath="title")


def leave_traces_in_browsers(client_class, quirina, anna):
    """Two devices of hers, one of Anna's, one that has asked for a code, and counted attempts."""
    for _ in range(2):
        client_class().force_login(quirina)
    client = client_class()
    client.force_login(anna)
    nobody = client_class()
    nobody.post("/konto/anmelden/code/", {"email": EMAIL})
    nobody.post("/konto/anmelden/", {"login": EMAIL, "password": "falsch"})
    session = nobody.session
    session["join_typed"] = {"email": EMAIL, "name": NAME}
    session.save()
    return client


def found(extra=()):
    """Where in the database, the files and what else is given a trace of her is: (place, what)."""
    texts = [*tables(), *files(), *extra]
    return sorted({(place, trace) for place, text in texts for trace in TRACES if trace in plain(text)})


def plain(text):
    return normalize("NFC", text).lower()


def tables():
    from accounts.sessions.store import SessionStore

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables"
            " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            for row in cursor.fetchall():
                yield table, " ".join(map(as_text, row))
    for data in session_data():
        yield "sessions", json.dumps(SessionStore().decode(data), ensure_ascii=False)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT value FROM {cache._table}")  # noqa: S608
        for (value,) in cursor.fetchall():
            yield "cache", repr(b64decode(value))


def session_data():
    from accounts.models import Session

    return Session.objects.values_list("session_data", flat=True)


def as_text(value):
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, memoryview | bytes):
        return bytes(value).decode(errors="replace")
    return str(value)


def files():
    for path in settings.MEDIA_ROOT.rglob("*"):
        yield "files", str(path.relative_to(settings.MEDIA_ROOT))
        if path.is_file():
            yield "files", path.read_bytes().decode(errors="replace")
