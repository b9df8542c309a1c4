"""Who takes part in the events to come: demo people, and invented ones; one event is full and has a waiting list."""

from datetime import timedelta

from django.utils import timezone

from cms.models import EventPage, EventSignUp
from cms.models.event_sign_up import State
from demo.load.people import demo_users
from vocabulary.models import Municipality

# By address of the event: how many want to take part.
WANTED = {"mobilitaet-klimaschutz": 29, "buergerengagement": 39, "aelterwerden": 11}
FIRST_NAMES = ("Alma", "Bela", "Cem", "Dunja", "Edda", "Fabio", "Gesa", "Hadi", "Ida", "Jannis")
LAST_NAMES = ("Mustermann", "Platzhalter", "Vorlage", "Skizze")


def load_sign_ups():
    members = [user for user in demo_users() if not user.works_in_admin]
    towns = [town.title for town in Municipality.objects.order_by("title")]
    for turn, page in enumerate(EventPage.objects.filter(slug__in=WANTED).order_by("start")):
        # Nobody goes to all of them: each can still sign up somewhere.
        people = members[turn :: len(WANTED)]
        several = [describe_guest(number, people, towns) for number in range(WANTED[page.slug])]
        first = timezone.now() - timedelta(days=20)
        EventSignUp.objects.bulk_create(
            EventSignUp(
                event=page,
                state=State.IN if number < page.capacity else State.WAITING,
                since=first + timedelta(hours=5 * number),
                **one,
            )
            for number, one in enumerate(several)
        )


def describe_guest(number, people, towns):
    if number < len(people):
        user = people[number]
        return {"user": user, "name": user.name, "email": user.email, "place": user.place}
    name = f"{FIRST_NAMES[number % len(FIRST_NAMES)]} {LAST_NAMES[number // len(FIRST_NAMES)]}"
    return {
        "name": f"{name} (fiktiv)",
        "email": f"teilnahme{number + 1}@example.org",
        "place": towns[number % len(towns)],
        "needs": "Bitte ein Platz mit Induktionsanlage." if number == len(people) else "",
    }
