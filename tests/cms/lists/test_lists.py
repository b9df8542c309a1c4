"""The lists of documents, links and films, and the public list of groups."""

import pytest
from wagtail.models import Collection, CollectionViewRestriction

from cms.models import Clip, EditorialDocument, ExternalLink
from groups.models import Group
from tests.support.database.undoing import each
from tests.support.pages.forms import words


def html(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode().partition("<main")[2].partition("</main>")[0]


def test_a_document_is_listed_with_all_that_is_known_of_it(demo, client):
    document = EditorialDocument.objects.get(title__startswith="Leitfaden")
    row = next(one for one in html(client, "/dokumente/").split("<li>") if document.title in one)
    told = (
        *("PDF", "1 Seite", "Version 1.0", "Lizenz CC BY 4.0", "barrierefrei", "Stand 4. April 2026"),
        *("Beispielinhalt", "Arbeitshilfen", document.theme_fields.get().title),
    )
    assert [text for text in told if text not in words(row)] == []


def test_documents_for_members_are_named_to_nobody_else(demo, client, carla):
    document = EditorialDocument.objects.get(collection__name__endswith="für Mitglieder")
    theme = f"?themenfeld={document.theme_fields.get().slug}"
    page = html(client, "/dokumente/")
    assert [text for text in (document.title, document.url, theme) if text in page] == []
    assert "Weitere Dokumente sind für Mitglieder." in words(page)
    assert client.get(document.url).status_code == 302
    assert document.title not in html(client, f"/dokumente/{theme}")
    client.force_login(carla)
    page = html(client, f"/dokumente/{theme}")
    assert document.title in page
    assert "Weitere Dokumente" not in page


@each(
    ("address", "there", "gone"),
    [
        ("/dokumente/?themenfeld=mobilitaet", "Wegekarte", "Vorlage Steckbrief"),
        ("/links/?rubrik=Verband", "Gemeindetag Baden-Württemberg", "openCode"),
        ("/mediathek/?gebaerdensprache=ja", "Kurzclip Konstanz", "Kurzclip Karlsruhe"),
        ("/mediathek/?themenfeld=mobilitaet", "Kurzclip Konstanz", "Kurzclip Karlsruhe"),
        ("/dokumente/?themenfeld=gibt-es-nicht", "noch kein Dokument", "Leitfaden"),
        ("/dokumente/?themenfeld=%00", "Leitfaden", "noch kein Dokument"),
        ("/links/?rubrik=gibt-es-nicht", "noch keinen Link", "openCode"),
        ("/links/?themenfeld=klima&rubrik=Land", "noch keinen Link", "openCode"),
        ("/dokumente/?seite=99", "Leitfaden", "noch kein Dokument"),
        ("/dokumente/?seite=x", "Leitfaden", "noch kein Dokument"),
    ],
)
def test_a_list_shows_what_was_chosen_and_says_when_that_is_nothing(address, there, gone, demo, client):
    said = words(html(client, address))
    assert (there in said, gone in said) == (True, False)


def test_a_film_has_poster_captions_transcript_and_says_whether_it_is_signed(demo, client):
    film = (
        html(client, "/mediathek/")
        .partition('<ul role="list" class="cliplist">')[2]
        .partition("</figure>")[0]
    )
    clip = Clip.objects.get(slug="film-stadtlabore")
    assert [url for url in (clip.film.url, clip.poster.url, clip.captions.url) if url not in film] == []
    told = ("Abschrift", "mit Gebärdensprache", "9:00 Minuten")
    assert [text for text in told if text not in words(film)] == []


@each(
    ("address", "model", "said"),
    [
        ("/dokumente/", EditorialDocument, "Hier steht noch kein Dokument."),
        ("/links/", ExternalLink, "Hier steht noch kein Link."),
        ("/mediathek/", Clip, "Hier steht noch kein Film."),
    ],
)
def test_an_empty_list_says_so(address, model, said, demo, client):
    model.objects.all().delete()
    assert said in words(html(client, address))


def listed_groups(client):
    return html(client, "/austausch/").partition('class="grouplist"')[2]


def test_each_public_group_shows_its_way_in_once(demo, client):
    page, listed = html(client, "/austausch/"), listed_groups(client)
    for group in Group.objects.filter(visibility="visible"):
        assert group.title in page
    assert "Zur Einladung" in page
    assert "<h3>Engagiertes Quartier (EQ)</h3>" not in listed


@each(
    ("policy", "label"),
    [("open", "Beitreten"), ("request", "Zugang anfragen"), ("invitation", "Mit einer Einladung")],
)
def test_the_way_into_a_group_follows_its_policy(policy, label, demo, client):
    Group.objects.exclude(slug="engagiertes-quartier").update(join_policy=policy)
    number = Group.objects.filter(visibility="visible").count() - 1
    assert words(listed_groups(client)).count(label) == number


def test_a_hidden_or_closed_group_is_not_on_the_page_and_members_go_straight_in(demo, client, anna):
    first, second, third = Group.objects.exclude(slug="engagiertes-quartier").order_by("pk")[:3]
    Group.objects.filter(pk=first.pk).update(visibility="hidden")
    second.archive(by=anna)
    Group.objects.filter(pk=third.pk).update(visibility="visible")
    third.admit(anna)
    client.force_login(anna)
    listed = listed_groups(client)
    assert first.title not in listed
    assert second.title not in listed
    assert f'href="{third.get_absolute_url()}"' in listed


def add_rows(number):
    example, clip = EditorialDocument.objects.first(), Clip.objects.first()
    files = {name: getattr(clip, name).name for name in ("film", "poster", "captions")}
    for n in range(number):
        EditorialDocument.objects.create(title=f"D{n}", file=example.file.name)
        ExternalLink.objects.create(title=f"L{n}", url=f"https://l{n}.example/", category="Land")
        Clip.objects.create(title=f"C{n}", slug=f"c{n}", seconds=9, transcript="T", **files)
        Group.objects.create(slug=f"g{n}", title=f"G{n}", summary="S", description="D")


@pytest.mark.parametrize("address", ["/dokumente/", "/links/", "/mediathek/", "/austausch/"])
def test_a_list_asks_as_often_with_twenty_rows_more(address, demo, client, django_assert_max_num_queries):
    def asked():
        client.get(address)
        with django_assert_max_num_queries(25) as captured:
            client.get(address)
        return len(captured)

    closed = Collection.get_first_root_node().add_child(name="Intern")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    few = asked()
    add_rows(20)
    assert asked() == few
