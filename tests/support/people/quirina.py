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
ODD = "quirina  ZWIRNLEIN-ÖZDEMIR"


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
    """As the page makes it, but for the job."""
    from privacy.deletion.known_names import here_since
    from privacy.models import Erasure

    return Erasure.objects.create(user=user, reason="wish", here_since=here_since(user), **fields)


def talk(group, quirina, start, say, people):
    """Two threads: (Anna's, in which she is mentioned, quoted and named; her own, in which nobody else wrote)."""
    anna, ben, dora = people
    thread = start(anna, title=f"Fragen an {SHORT}", text=f"@{NAME}, was meinst du? @Dora Dorasen auch?")
    mine = say(thread, quirina, f"Das ist mein Gedanke.\n\nViele Grüße, {SHORT}")
    say(thread, ben, mine.as_quote + f"Danke @{SHORT}! Mehr sagt {normalize('NFD', ODD)}.")
    say(thread, dora, f"> > {NAME}, Nr. 2:\n> > Das ist mein Gedanke.\n>\n> Ben dazu\n\n{SHORT}s Idee")
    say(thread, anna, f"Schreibt an {EMAIL.upper()} oder [ihr](mailto:{EMAIL}). `@{SHORT}`")
    say(thread, ben, f"Siehe /gruppen/{group.slug}/themen/{thread.pk}/{thread.slug}/")
    say(thread, quirina, "Noch etwas.")
    thread.refresh_from_db()
    thread.accept(2)
    return thread, start(quirina, title="Ganz allein", text="Mein Gedanke, sonst niemandes.")


def leave_traces(group, quirina, people):
    """Rows of other people and of nobody that name her."""
    from groups.models import Membership, PendingJoin, Removal, Role

    anna, ben, dora = people
    now = timezone.now()
    mailed = group.invitations.create(
        label=f"Für {SHORT}", words=f"{SHORT} kommt auch.", created_by=dora, is_personal=True, expires_at=None
    )
    mailed.recipients.create(group=group, line=1, email=EMAIL, name=NAME, declined_at=now)
    mailed.recipients.create(group=group, line=2, typed=f"{NAME} <{EMAIL}", name=NAME, problem="invalid")
    group.invitations.create(label="Ihr Link", words="Von mir", created_by=quirina)
    PendingJoin.begin(
        email=EMAIL, group=group, invitation=mailed, name=NAME, consent_text=ConsentText.objects.current()
    )
    Removal.objects.create(group=group, user=ben, removed_by=quirina, reason=f"{SHORT} wollte es.")
    group.requests.create(
        user=ben, why="group", reason=f"{ODD} hat mich eingeladen.", outcome="declined",
        decided_at=now, decided_by=quirina, words=f"Frag {SHORT}.",
    )  # fmt: skip
    tell_of(group, anna)
    other = type(group).objects.create(slug="andere", title="Andere", summary="–", description="–")
    Membership.objects.create(group=other, user=quirina, role=Role.LEAD)
    other.requests.create(user=quirina, why="group", reason="Ich")


def tell_of(group, anna):
    """Texts of the group and of another person that name her."""
    type(group).objects.filter(pk=group.pk).update(
        description=f"Fragen beantwortet {SHORT}, {EMAIL}.", welcome=f"{ODD} grüßt."
    )
    type(anna).objects.filter(pk=anna.pk).update(offers=f"Büro mit {SHORT}", seeks=f"wie {EMAIL}")


def leave_traces_in_packages(group, quirina, people):
    from allauth.mfa.models import Authenticator

    from audit.models import record
    from groups.audit_labels import Act

    anna, _, dora = people
    subjects = {"object": f"user.{quirina.pk}", "scope": group.subject}
    record(quirina, Act.LINK_CREATED, object="invitation.1", scope=group.subject)
    record(dora, Act.ROLE_CHANGED, former="lead", role="member", **subjects)
    Authenticator.objects.create(user=quirina, type="webauthn", data={"name": f"{SHORT}s Laptop"})
    leave_traces_in_wagtail(quirina, anna)
    leave_mails(group, quirina, anna)
    leave_exports(quirina, anna)


def leave_traces_in_wagtail(quirina, anna):
    from wagtail.models import Comment, ModelLogEntry, Page
    from wagtail.users.models import UserProfile

    person = ContentType.objects.get_for_model(type(quirina))
    logged = {"content_type": person, "timestamp": timezone.now(), "uuid": uuid4(), "user": quirina}
    ModelLogEntry.objects.create(
        label=NAME, action="wagtail.edit", object_id=str(quirina.pk), data={"name": NAME}, **logged
    )
    UserProfile.get_for_user(quirina).avatar.save("quirina.png", ContentFile(b"PNG quirina"), save=True)
    page = Page.objects.order_by("-depth").first()
    Comment.objects.create(page=page, user=anna, text=f"Frag {SHORT}", contentpath="title")
    Comment.objects.create(page=page, user=quirina, text="Meiner", contentpath="title")


def leave_mails(group, quirina, anna):
    """Not sent yet: one to her, one to Anna about her."""
    from mail.outbox import send

    for user in (quirina, anna):
        what = {"group": group, "member": user, "reason": f"{SHORT} sagt es", "who": NAME}
        send(user.email, "member_removed", what)


def leave_exports(quirina, anna):
    from privacy.models import DataExport

    made = timezone.now() - timedelta(hours=1)
    DataExport.objects.create(user=quirina, archive=b"Quirina", made_at=made)
    DataExport.objects.create(user=anna, archive=zipped(f"@{SHORT}"), made_at=made)


def zipped(text):
    from io import BytesIO
    from zipfile import ZipFile

    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("beitraege.html", text)
    return file.getvalue()


def leave_traces_in_browsers(client_class, quirina, anna):
    """Two devices of hers, one of Anna's that has heard of her, one that has asked for a code, and counted tries."""
    for _ in range(2):
        client_class().force_login(quirina)
    client = client_class()
    client.force_login(anna)
    session = client.session
    session["_messages"] = json.dumps([f"{SHORT} ist nicht mehr in der Gruppe."])
    session.save()
    nobody = client_class()
    nobody.post("/konto/anmelden/code/", {"email": EMAIL})
    nobody.post("/konto/anmelden/", {"login": EMAIL, "password": "falsch"})
    session = nobody.session
    session["join_typed"] = {"email": EMAIL, "name": NAME}
    session.save()
    return client


def found(extra=()):
    """Where in the database, the files and what else is given a trace of her is: (place, what)."""
    told = [*tables(), *files(), *extra]
    return sorted({(place, trace) for place, text in told for trace in TRACES if trace in plain(text)})


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
