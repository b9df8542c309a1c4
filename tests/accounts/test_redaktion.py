import pytest
from allauth.account.models import EmailAddress

from accounts.models import SiteRole, User

PEOPLE = "/redaktion/users/"


def typed(**changes):
    blank = dict.fromkeys(["function", "organisation", "municipality", "site_role"], "")
    return blank | {"name": "Nora Neu", "email": "Nora@Stadt.example", "is_active": "on"} | changes


def test_redaktion_sends_to_the_sign_in_of_the_site(client, people):
    response = client.get("/redaktion/pages/", follow=True)
    assert response.redirect_chain[-1][0] == "/konto/anmelden/?next=%2Fredaktion%2Fpages%2F"


@pytest.mark.parametrize(
    "start", ["/redaktion/", "/konto/anmelden/?next=/redaktion/", "/redaktion/login/?next=/redaktion/"]
)
def test_a_member_without_the_right_is_told_so_and_not_sent_in_circles(start, client, people):
    client.force_login(people.anna)
    response = client.get(start, follow=True)
    assert response.status_code == 403
    html = response.content.decode()
    assert "Die Redaktion ist nur für Redaktion und Verwaltung zugänglich." in html
    assert "Sie haben nicht die Erlaubnis" not in html


@pytest.mark.parametrize("name", ["emil", "vera"])
def test_editors_and_admins_enter_redaktion(name, client, people):
    client.force_login(getattr(people, name))
    assert client.get("/redaktion/").status_code == 200
    assert client.get("/redaktion/login/?next=/redaktion/pages/")["Location"] == "/redaktion/pages/"
    assert client.get("/redaktion/login/?next=//boese.example/")["Location"] == "/redaktion/"


def test_an_editor_may_work_on_pages_images_and_documents_but_not_on_people(client, people):
    client.force_login(people.emil)
    assert client.get("/redaktion/images/").status_code == 200
    assert client.get("/redaktion/documents/").status_code == 200
    assert client.get(PEOPLE)["Location"] == "/redaktion/"
    assert people.emil.groups.get().page_permissions.count() == 6


def test_an_admin_adds_a_person_with_a_role_and_without_a_password(client, people):
    client.force_login(people.vera)
    page = client.get(f"{PEOPLE}new/").content.decode()
    assert "Stadt oder Gemeinde" in page
    assert "password" not in page.partition("<form")[2].lower()
    response = client.post(f"{PEOPLE}new/", typed(site_role="editor"))
    assert response["Location"] == PEOPLE
    nora = User.objects.get(email="nora@stadt.example")
    assert (nora.site_role, nora.groups.get().name) == ("editor", "Redaktion")
    assert not nora.has_usable_password()


def test_an_admin_changes_address_and_role(client, people):
    EmailAddress.objects.create(user=people.emil, email=people.emil.email, verified=True, primary=True)
    client.force_login(people.vera)
    client.post(f"{PEOPLE}edit/{people.emil.pk}/", typed(name="Emil Elster", email="emil@neu.example"))
    people.emil.refresh_from_db()
    assert (people.emil.email, people.emil.site_role) == ("emil@neu.example", "")
    assert not people.emil.groups.exists()
    assert people.emil.emailaddress_set.get().email == "emil@neu.example"


def test_the_list_shows_sorts_and_searches_people(client, people):
    client.force_login(people.vera)
    for query in ("", "?ordering=-name", "?ordering=email", "?q=elster"):
        html = client.get(PEOPLE + query).content.decode()
        assert "Emil Elster" in html
    assert "Anna Amsel" not in html


@pytest.mark.parametrize("change", [{"site_role": ""}, {"site_role": "editor"}, {"is_active": ""}])
def test_the_last_admin_cannot_be_locked_out(change, client, people):
    client.force_login(people.vera)
    html = client.post(
        f"{PEOPLE}edit/{people.vera.pk}/", typed(**{"site_role": "admin"} | change)
    ).content.decode()
    assert "Dies ist die letzte aktive Verwaltung." in html
    people.vera.refresh_from_db()
    assert (people.vera.site_role, people.vera.is_active) == ("admin", True)


def test_an_admin_may_step_back_when_there_is_another(client, people):
    people.emil.appoint(SiteRole.ADMIN)
    client.force_login(people.vera)
    client.post(f"{PEOPLE}edit/{people.vera.pk}/", typed(email=people.vera.email, site_role=""))
    people.vera.refresh_from_db()
    assert not people.vera.is_superuser
