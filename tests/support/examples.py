"""The people and objects of which the examples in tests/permissions.csv speak; the demo content is there already."""

from datetime import timedelta
from uuid import uuid4

from django.core import signing
from django.utils import timezone

from tests.support.editorial import make_editorial
from tests.support.people.passkeys import give_passkey
from tests.support.permissions import PEOPLE

NAMES = ("Carla", "Anna", "Ben", "Dora", "Emil", "Vera")
# What Django signs with the key of the tests (cms.models.advice.STATUS).
ADVICE_STATUS = f"/beratung/stand/{signing.Signer(key='only-for-tests', salt='advice.status').sign('900')}/"
SITE_ROLES = {"Ben": "moderator", "Emil": "editor", "Vera": "admin"}

# Opened from the mails to Otto, who takes part in an event, and to Nora, who has not confirmed yet.
SIGN_UP_LINKS = [
    (f"/veranstaltungen/teilnahme/{step}/{signing.dumps(pk, salt=salt)}/", "anonymous")
    for step, pk, salt in [("absagen", 900, "event.cancel"), ("bestaetigen", 901, "event.confirm")]
]


def make_cast(person):
    """The person of each column, None for nobody: Anna, Ben and Dora are in the group EQ, the others in none."""
    from groups.models import Group, Membership, Role

    made = {name: person(name, SITE_ROLES.get(name, "")) for name in NAMES}
    group = Group.objects.get(slug="engagiertes-quartier")
    Group.objects.filter(pk=group.pk).update(join_policy="request")
    for name, role in {"Anna": Role.MEMBER, "Ben": Role.MODERATOR, "Dora": Role.LEAD}.items():
        group.admit(made[name], role)
    otto = person("Otto", pk=900)
    Membership.objects.create(pk=900, group=group, user=otto)
    make_profiles(made["Carla"], otto)
    hidden = make_hidden_group(person)
    make_photos()
    make_open_group(made)
    make_invitations(group, hidden)
    make_mailings(group, hidden, made)
    make_requests(group, hidden, person)
    make_askers(made)
    make_thread(group, made)
    make_editorial(made["Anna"], otto)
    give_passkey(made["Anna"], "Laptop im Rathaus, " + "Besprechungszimmer" * 2, pk=900)
    return dict(zip(PEOPLE, [None, *made.values()], strict=True))


def make_hidden_group(person):
    """Heike leads it, Hedda is in it."""
    from groups.models import Group, Membership, Role

    hidden = Group.objects.create(
        pk=900, slug="verborgen", title="Verborgen", summary="–", description="–", visibility="hidden"
    )
    Membership.objects.create(pk=910, group=hidden, user=person("Heike", pk=910), role=Role.LEAD)
    Membership.objects.create(pk=911, group=hidden, user=person("Hedda"))
    return hidden


def make_photos():
    """Otto, a member of EQ, and Heike, of the hidden group, have one; their keys end with their numbers."""
    from accounts.models import Photo, User

    for pk in (900, 910):
        photo = Photo.objects.create(
            key=f"00000000-0000-4000-8000-000000000{pk}", owner_id=pk, small=b"", large=b""
        )
        User.objects.filter(pk=pk).update(photo=photo)


def make_profiles(*people):
    """With something in every field, and with words that are as long as they may be."""
    from accounts.models import ProfileVisibility
    from vocabulary.models import Municipality, ThemeField

    ThemeField.objects.create(slug="lang", title="Quartiersentwicklungs" * 4)
    experiences = {theme: (1 + number % 3, True) for number, theme in enumerate(ThemeField.objects.all())}
    for user in people:
        user.describe(
            experiences,
            name=f"{user.name} {'Langname' * 10}",
            function="Quartiersmanagement" * 5,
            organisation="Amt-für-Stadtplanung" * 5,
            municipality=Municipality.objects.named("Ulm"),
            seeks="Wer hat einen Vertrag?\n\n" + "Mustersatzung" * 30,
            offers="Besuch " + "Gruppenraum" * 40,
            email_visibility=ProfileVisibility.GROUPS,
        )


def make_invitations(group, hidden):
    """One in every state, with its state as its key; the demo's public one becomes "offen" and admits everybody.

    "freigabe" admits nobody without approval, "fremd" only those of a domain that none of the cast has.
    """
    yesterday = timezone.now() - timedelta(days=1)
    group.invitations.filter(is_public=True).update(key="offen", mail_domains=[], member_towns_only=False)
    make = group.invitations.create
    make(pk=900, key="widerrufen", label="Widerrufen", revoked_at=yesterday)
    make(pk=901, key="angehalten", label="Angehalten", paused_at=yesterday)
    make(pk=902, key="abgelaufen", label="Abgelaufen", expires_at=yesterday)
    make(pk=903, key="aufgebraucht", label="Aufgebraucht", max_uses=1, uses=1)
    make(pk=904, key="freigabe", label="Mit Freigabe", needs_approval=True)
    make(pk=905, key="fremd", label="Nur Fremde", mail_domains=["fremd.example"])
    hidden.invitations.create(pk=906, key="verborgen", label="In die verborgene Gruppe")


def make_open_group(made):
    """Anna, Ben and Dora are in it, and everybody may join."""
    from groups.models import Group, Role

    group = Group.objects.create(
        slug="offen-fuer-alle",
        title="Offen für alle",
        summary="–",
        description="–",
        join_policy="open",
    )
    for name, role in {"Anna": Role.MEMBER, "Ben": Role.MODERATOR, "Dora": Role.LEAD}.items():
        group.admit(made[name], role)


def make_mailings(group, hidden, made):
    """Nora and Zoe were invited by mail into the group, Hedi into the hidden one; the keys are as readable as links'.

    Dora has a list that is not sent, as has Anna, who led the group once; another of hers is in the hidden one.
    """
    mailed = {"label": "Per E-Mail", "created_by": made["Dora"]}
    ours = group.mailings.create(pk=907, **mailed)
    theirs = hidden.mailings.create(pk=908, **mailed)
    make_email_invitation(ours, 900, "Nora", "gemailt")
    make_email_invitation(ours, 901, "Zoe", "zurueckgenommen", withdrawn_at=timezone.now())
    make_email_invitation(theirs, 902, "Hedi", "gemailt-verborgen")
    draft = group.mailing_drafts.create(pk=909, created_by=made["Dora"])
    draft.lines.create(number=1, original="Olaf", name="Olaf")
    draft.lines.create(number=2, original="Pia", name="Pia", address="pia@stadt.example")
    group.mailing_drafts.create(pk=910, created_by=made["Anna"])
    hidden.mailing_drafts.create(pk=911, created_by=made["Dora"])


def make_email_invitation(mailing, pk, name, key, **fields):
    from groups.models.email_invitation import hash_of

    yesterday = timezone.now() - timedelta(days=1)
    mailing.email_invitations.create(
        pk=pk,
        group=mailing.group,
        line=1,
        email=f"{name.lower()}@stadt.example",
        name=f"{name} {name}sen",
        key_hash=hash_of(key),
        sent_at=yesterday,
        expires_at=yesterday + timedelta(days=30),
        **fields,
    )


def make_requests(group, hidden, person):
    """Wanda waits for an answer, Dirk got one, Hugo asked in another group."""
    asked = {"why": "group", "reason": "Ich möchte gern dabei sein."}
    group.requests.create(pk=900, user=person("Wanda"), **asked)
    declined = {"outcome": "declined", "decided_at": timezone.now(), "words": "Diesmal leider nicht."}
    group.requests.create(pk=901, user=person("Dirk"), **asked, **declined)
    hidden.requests.create(pk=902, user=person("Hugo"), **asked)


def make_askers(made):
    """In another group Emil waits for an answer and Vera was declined."""
    from groups.joining.requests import add_request
    from groups.models import Group

    group = Group.objects.get(slug="inklusion")
    for name in ("Emil", "Vera"):
        add_request(group, made[name], why="group", reason="Ich möchte gern dabei sein.")
    group.requests.get(user=made["Vera"])._decline(None, "Diesmal leider nicht.")


def make_thread(group, made):
    """Anna asks, Ben answers, Anna thanks; she has a draft of another thread."""
    from forum.models import Draft, Kind, Thread

    thread = Thread.objects.create(
        pk=900, group=group, author=made["Anna"], title="Beispiel", kind=Kind.QUESTION
    )
    for name, text in (("Anna", "Wie **regelt** ihr das?"), ("Ben", "Mit einer Liste."), ("Anna", "Danke!")):
        thread.reply(group.memberships.get(user=made[name]), text, uuid4())
    made["Anna"].notifications.update(id=900)
    Draft.objects.create(
        pk=900,
        membership=group.memberships.get(user=made["Anna"]),
        text="Noch nicht fertig.",
        revision=1,
        saved_at=timezone.now(),
    )
