from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from forum.models import Thread
from groups.models import Group, Invitation, JoinPolicy, Membership, Role
from tests.support.pages import joining
from tests.support.pages.client import Client
from tests.support.people import petra as people
from vocabulary.models import Municipality


@pytest.fixture
def ulm(db):
    return Municipality.objects.create(
        slug="ulm", title="Ulm", size_class="gross", lat=48.4, lon=9.99, mail_domains=["ulm.example"]
    )


@pytest.fixture
def group(anna, ben, dora):
    """Dora leads it, Ben moderates, Anna is a member."""
    group = Group.objects.create(
        slug="lesekreis", title="Lesekreis", summary="Gemeinsam lesen.", description="Für alle, die lesen."
    )
    # What admit() does for people unknown to the group, at a tenth of its price.
    roles = {dora: Role.LEAD, ben: Role.MODERATOR, anna: Role.MEMBER}
    Membership.objects.bulk_create(
        Membership(group=group, user=user, role=role) for user, role in roles.items()
    )
    return group


@pytest.fixture
def on_request(group):
    """One may ask in the directory to be let into the group."""
    group.join_policy = JoinPolicy.REQUEST
    group.save(update_fields=["join_policy"])


@pytest.fixture
def invitation(group, dora):
    return Invitation.objects.create(
        group=group, label="Tagung", words="Schön, wenn Sie kommen!", created_by=dora
    )


@pytest.fixture
def submitted():
    """What Nina, who is new, types on the invitation."""
    return {"name": "Nina Neu", "email": "nina@stadt.example", "place": "Ulm", "consent": "on"}


@pytest.fixture
def mailed_link():
    """The address, without the host, of the link in the newest mail that waits to be sent."""
    return joining.mailed_link


@pytest.fixture
def other_group(carla):
    """Carla leads it, and one may ask to be let in."""
    about = {"title": "Chor", "summary": "Singen.", "description": "Singen."}
    group = Group.objects.create(slug="chor", join_policy=JoinPolicy.REQUEST, **about)
    group.admit(carla, Role.LEAD)
    return group


@pytest.fixture
def as_emil(emil, signed_in):
    return signed_in(emil)


@pytest.fixture
def managed(group):
    """The page in /redaktion/ on which editors manage the group."""
    return f"/redaktion/gruppen/{group.pk}/"


@pytest.fixture
def managed_member(group, managed):
    """The page of a member below it."""
    return lambda user: f"{managed}mitglieder/{group.memberships.get(user=user).pk}/"


@pytest.fixture
def second_lead(group, person):
    """Lena leads the group beside Dora."""
    lena = person("Lena")
    group.admit(lena, Role.LEAD)
    return lena


@pytest.fixture
def make_link(group, dora):
    """A link of Dora's into the group."""
    return lambda **fields: Invitation.objects.create(
        **{"group": group, "label": "Tagung", "created_by": dora} | fields
    )


@pytest.fixture
def browser_of(group, anna, carla, dora):
    """A browser of "anonymous", or one in which Anna ("member") or Carla (an "outsider", or what she is) is signed in."""
    become = {
        "waiting": lambda: joining.ask(group, carla),
        "declined": lambda: joining.decline(group, carla, dora),
        "removed": lambda: joining.remove(group, carla, dora),
    }

    def browser_of(who):
        browser = Client()
        become.get(who, str)()
        if who != "anonymous":
            browser.force_login(anna if who == "member" else carla)
        return browser

    return browser_of


@pytest.fixture
def confirm(mailed_code):
    """Does in this browser what the newest mail says: types its code, or opens its link and presses the button."""

    def confirm(way, browser, route, email):
        if way == "link":
            return browser.post(joining.mailed_link())
        return browser.post(f"{route}code/", {"code": mailed_code(), "email": email})

    return confirm


@pytest.fixture
def old_thread(start):
    """Opens a thread some time ago."""

    def old_thread(author, title="Wie regelt ihr das?", kind="question", **ago):
        thread = start(author, title, kind=kind)
        opened = timezone.now() - timedelta(**ago or {"days": 4})
        Thread.objects.filter(pk=thread.pk).update(created_at=opened)
        thread.refresh_from_db()
        return thread

    return old_thread


@pytest.fixture
def old_threads(old_thread, group):
    """Opens as many threads, each of another author, oldest first."""

    def old_threads(number, start=0):
        for n in range(start, start + number):
            user = User.objects.create_user(f"frage{n}@ort.example", f"Person {n}", other_place="Ort")
            group.admit(user)
            old_thread(user, f"Frage {n}", days=40 - n)

    return old_threads


@pytest.fixture
def petra(group, person):
    """In the group with Anna, Ben and Dora, and in two more without them, of which one is hidden."""
    petra = people.make_petra(person)
    group.admit(petra)
    for slug, visibility in (("nebenan", "visible"), ("geheim", "hidden")):
        about = {"title": slug.title(), "summary": "–", "description": "–", "visibility": visibility}
        Group.objects.create(slug=slug, **about).admit(petra)
    return petra


@pytest.fixture
def readers(petra, other_group, anna, carla, signed_in):
    """Anna, who shares one of Petra's groups, and Carla, who is in another one. Both look for what Petra knows."""
    for reader in (anna, carla):
        people.want_what_petra_knows(reader)
    return {people.NEAR: signed_in(anna), people.FAR: signed_in(carla)}


@pytest.fixture
def keys(group, anna, ben, emil, start, say, invitation):
    """What stands in the addresses of requests for each right; the thread is Anna's, Emil asked to be let in."""
    thread = start(anna)
    say(thread, ben)
    return {
        "thread": thread.pk,
        "link": invitation.pk,
        "asked": joining.ask(group, emil).pk,
        "anna": group.memberships.get(user=anna).pk,
    }
