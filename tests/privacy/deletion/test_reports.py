"""Plain text that names a deleted person is reported to those who decide about it, and to nobody else."""

import json

import pytest
from wagtail.models import Page

from accounts.models import User
from groups.models import Group, Role
from home.models import HomePage
from mail.models import OutgoingMail
from privacy.tasks import erase_person
from tests.support.people import quirina as traces
from tests.support.people.quirina import EMAIL, NAME, SHORT

pytestmark = pytest.mark.usefixtures("own_database")


def reports(user, **fields):
    """Deletes the account. Returns {address: text} of the reports to groups."""
    erase_person(traces.erasure_of(user, **fields).pk)
    reported = OutgoingMail.objects.filter(subject__startswith="Ein Name steht noch")
    return dict(reported.values_list("to", "text"))


def test_leads_and_moderators_of_the_group_get_the_links(quirina, start, say, anna, ben, dora, carla, group):
    thread = start(anna, title="Eine Idee", text="Ganz neu.")
    said = say(thread, anna, f"Die ist von {SHORT.upper()}.")
    say(thread, anna, f"Schreibt an {EMAIL.title()}!")
    say(thread, anna, f"@{NAME}, danke! Quirina weiß es.")
    titled = start(anna, title=f"Was {SHORT} sagt")
    Group.objects.filter(pk=group.pk).update(welcome=f"{NAME} grüßt.")
    group.invitations.create(label=f"Für {SHORT}")
    found = reports(quirina)
    assert set(found) == {ben.email, dora.email}
    both = {said.get_absolute_url(), f"{thread.get_absolute_url()}#beitrag-3", titled.get_absolute_url()}
    assert links(found[ben.email]) == both
    assert links(found[dora.email]) == both | {"/gruppen/quartier/ueber/", "/gruppen/quartier/einladungen/"}
    assert SHORT in found[ben.email]
    mail = OutgoingMail.objects.get(to=EMAIL).text
    assert "In einer Gruppe steht Ihr Name oder Ihre Adresse noch in Texten." in mail


def links(text):
    """The addresses in a mail, but for the site's own at its foot."""
    lines = (line.partition("//")[2].partition("/") for line in text.splitlines() if line.startswith("http"))
    return {f"/{rest}" for _, slash, rest in lines if slash and rest}


def test_no_mail_where_nobody_is_named(quirina, start, anna):
    start(anna, text=f"@{NAME}? Quirina kommt.")
    assert reports(quirina) == {}
    assert "steht Ihr Name" not in OutgoingMail.objects.get(to=EMAIL).text


def test_another_group_is_told_only_of_its_own(quirina, start, anna, carla, dora, ben):
    start(anna, text=f"{SHORT} fragt.")
    other = Group.objects.create(slug="andere", title="Andere", summary=f"Von {SHORT}", description="–")
    other.admit(carla, role=Role.LEAD)
    found = reports(quirina)
    assert set(found) == {ben.email, dora.email, carla.email}
    assert links(found[carla.email]) == {"/gruppen/andere/ueber/"}


def test_where_nobody_leads_the_admins_are_told(quirina, start, anna, vera, group, dora, ben):
    start(anna, text=f"{SHORT} fragt.")
    User.objects.filter(pk__in=[dora.pk, ben.pk]).update(is_active=False)
    assert set(reports(quirina)) == {vera.email}


def test_a_name_of_one_word_is_not_searched(start, anna, group):
    user = User.objects.create_user("neu@stadt.example", "Stadt", "korrekt-pferd")
    group.admit(user)
    start(anna, text="Die Stadt plant.")
    assert reports(user) == {}


def test_editors_get_the_pages_also_of_drafts(quirina, emil, demo):
    page = HomePage(title="Über sie", slug="nora", intro=f"{SHORT} spricht.")
    Page.objects.order_by("depth").first().add_child(instance=page)
    draft = demo.save_revision()
    draft.content["body"] = json.dumps([{"value": f"<p>Von {SHORT}</p>"}])
    draft.save()
    reports(quirina)
    mail = OutgoingMail.objects.get(to=emil.email).text
    assert f"/redaktion/pages/{page.pk}/edit/" in mail
    assert f"/redaktion/pages/{demo.pk}/edit/" in mail
    page.refresh_from_db()
    assert page.intro == f"{SHORT} spricht."
