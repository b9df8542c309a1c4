import re

import pytest
from allauth.account.models import EmailAddress

from accounts.models import Photo, SiteRole, User

PEOPLE = "/redaktion/users/"


def submitted(**changes):
    blank = dict.fromkeys(["function", "organisation", "municipality", "site_role"], "")
    return blank | {"name": "Nora Neu", "email": "Nora@Stadt.example", "is_active": "on"} | changes


def test_the_admin_redirects_to_the_sign_in_of_the_site(client, people):
    response = client.get("/redaktion/pages/", follow=True)
    assert response.redirect_chain[-1][0] == "/konto/anmelden/?next=%2Fredaktion%2Fpages%2F"


@pytest.mark.parametrize(
    "start", ["/redaktion/", "/konto/anmelden/?next=/redaktion/", "/redaktion/login/?next=/redaktion/"]
)
def test_a_member_without_access_gets_403_and_no_redirect_loop(start, client, people):
    client.force_login(people.anna)
    response = client.get(start, follow=True)
    assert response.status_code == 403
    html = response.content.decode()
    assert "Die Redaktion ist nur für Redaktion und Verwaltung zugänglich." in html
    assert "Sie haben nicht die Erlaubnis" not in html


@pytest.mark.parametrize("name", ["emil", "vera"])
def test_editors_and_admins_open_the_admin(name, client, people):
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
    response = client.post(f"{PEOPLE}new/", submitted(site_role="editor"))
    assert response["Location"] == PEOPLE
    nora = User.objects.get(email="nora@stadt.example")
    assert (nora.site_role, nora.groups.get().name) == ("editor", "Redaktion")
    assert not nora.has_usable_password()


def test_an_admin_changes_address_and_role(client, people):
    EmailAddress.objects.create(user=people.emil, email=people.emil.email, verified=True, primary=True)
    client.force_login(people.vera)
    client.post(f"{PEOPLE}edit/{people.emil.pk}/", submitted(name="Emil Elster", email="emil@neu.example"))
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


def test_people_are_searched_as_everywhere_and_by_addresses_in_either_spelling(client, people):
    User.objects.create_user("ayse@städte.example", "Ayşe O’Muster")
    client.force_login(people.vera)
    for query in ("ayse", "omuster, Ayşe", "ayse@städte.example", "xn--stdte-hra", "@STÄDTE.example"):
        html = client.get(PEOPLE, {"q": query}).content.decode()
        assert (query, "Ayşe O’Muster" in html, "Anna Amsel" in html) == (query, True, False)
        assert "ayse@städte.example" in html


def test_saving_a_person_leaves_a_confirmed_address_with_an_umlaut_alone(client, people):
    sina = User.objects.create_user("sina@städte.example", "Sina Sand")
    EmailAddress.objects.create(user=sina, email=sina.email, verified=True, primary=True)
    client.force_login(people.vera)
    html = client.get(f"{PEOPLE}edit/{sina.pk}/").content.decode()
    assert 'value="sina@städte.example"' in html
    client.post(f"{PEOPLE}edit/{sina.pk}/", submitted(name="Sina See", email="sina@städte.example"))
    sina.refresh_from_db()
    assert (sina.name, sina.email, sina.emailaddress_set.get().verified) == (
        "Sina See",
        "sina@xn--stdte-hra.example",
        True,
    )


@pytest.mark.parametrize("change", [{"site_role": ""}, {"site_role": "editor"}, {"is_active": ""}])
def test_the_last_admin_cannot_be_locked_out(change, client, people):
    client.force_login(people.vera)
    html = client.post(
        f"{PEOPLE}edit/{people.vera.pk}/", submitted(**{"site_role": "admin"} | change)
    ).content.decode()
    assert "Dies ist die letzte aktive Verwaltung." in html
    people.vera.refresh_from_db()
    assert (people.vera.site_role, people.vera.is_active) == ("admin", True)


def test_an_admin_may_step_back_when_there_is_another(client, people):
    people.emil.appoint(SiteRole.ADMIN)
    client.force_login(people.vera)
    client.post(f"{PEOPLE}edit/{people.vera.pk}/", submitted(email=people.vera.email, site_role=""))
    people.vera.refresh_from_db()
    assert not people.vera.is_superuser


@pytest.fixture
def picture():
    """A JPEG with the metadata that cameras write."""
    from io import BytesIO

    from django.core.files.uploadedfile import SimpleUploadedFile
    from PIL import Image

    content = BytesIO()
    Image.new("RGB", (8, 8)).save(content, "JPEG")
    return SimpleUploadedFile("ich.jpg", content.getvalue(), "image/jpeg")


def test_wagtails_avatars_are_neither_offered_nor_stored(client, people, picture, settings):
    from pathlib import Path

    from wagtail.users.models import UserProfile

    def files():
        return sorted(Path(settings.MEDIA_ROOT).rglob("*"))

    before = files()
    client.force_login(people.emil)
    assert "avatar" not in client.get("/redaktion/account/").content.decode().partition("<main")[2]
    theme = {"theme-theme": "system", "theme-contrast": "system", "theme-density": "default"}
    crafted = theme | {"theme-keyboard_shortcuts": "on", "avatar-avatar": picture}
    assert client.post("/redaktion/account/", crafted).status_code == 302
    assert UserProfile.get_for_user(people.emil).avatar.name == ""
    assert files() == before


def test_the_admin_loads_no_avatars_from_other_origins(client, people):
    client.force_login(people.vera)
    for address in (PEOPLE, "/redaktion/", f"{PEOPLE}edit/{people.emil.pk}/"):
        html = client.get(address).content.decode()
        assert "default-user-avatar" in html
        assert "gravatar" not in html
        assert re.findall(r"""(?:src|avatarUrl)["']?[=:]\s*["'](?:https?:)?//[^"']*""", html) == []


@pytest.mark.parametrize("ticked", [True, False])
def test_an_admin_can_delete_a_photo(ticked, client, people):
    people.anna.show_photo(b"small", b"large")
    address = f"{PEOPLE}edit/{people.anna.pk}/"
    client.force_login(people.vera)
    assert "Foto löschen" in client.get(address).content.decode()
    box = {"remove_photo": "on"} if ticked else {}
    client.post(address, submitted(name="Anna Amsel", email=people.anna.email, other_place="Neuland", **box))
    people.anna.refresh_from_db()
    assert (people.anna.photo_id is None) == ticked
    assert Photo.objects.exists() != ticked
    assert people.anna.place == "Neuland"


def test_without_a_photo_there_is_no_box_to_delete_it(client, people):
    client.force_login(people.vera)
    assert "Foto löschen" not in client.get(f"{PEOPLE}edit/{people.anna.pk}/").content.decode()
    assert "Foto löschen" not in client.get(f"{PEOPLE}new/").content.decode()


def test_an_admin_sets_one_place_and_not_two(client, people, ulm):
    client.force_login(people.vera)
    both = submitted(email=people.anna.email, municipality=ulm.pk, other_place="Neuland")
    html = client.post(f"{PEOPLE}edit/{people.anna.pk}/", both).content.decode()
    assert "Bitte geben Sie entweder eine Stadt aus der Liste oder einen anderen Ort an." in html
    people.anna.refresh_from_db()
    assert people.anna.place == ""
