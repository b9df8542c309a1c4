"""A thread's page: its address, what a post shows of its author, what stands around the posts, what it costs."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from django.urls import resolve

from forum.models import Post, Thread
from forum.urls import THREAD, urlpatterns
from groups.models import Group, Role
from tests.forum.pages import body, page, posts
from tests.forum.stored import add_posts, queries
from tests.support.database.undoing import each
from tests.support.pages.forms import values, words
from vocabulary.models import Municipality


def test_members_read(as_anna, as_ben, as_dora, thread):
    for client in (as_anna, as_ben, as_dora):
        html = page(client, thread.get_absolute_url())
        assert f'<h1 id="titel">{thread.title}</h1>' in html
        assert [words(body(html, number)) for number in posts(html)] == [
            "Eine Frage.",
            "Antwort von Ben .",
            "Antwort von Dora.",
        ]
        assert "Frage 3 Beiträge 3 Beteiligte" in words(html)


@each("name", ["carla", "emil", "vera"])
def test_outsiders_read_nothing(name, signed_in, request, thread, carla, emil, vera):
    html = page(signed_in(request.getfixturevalue(name)), thread.get_absolute_url(), 404)
    assert thread.title not in html
    assert "Eine Frage." not in html


def test_anonymous_goes_to_the_sign_in_and_comes_back(client, thread):
    address = thread.get_absolute_url()
    assert client.get(address)["Location"] == f"/konto/anmelden/?next={address}"


def test_an_old_title_in_the_address_leads_to_the_thread(as_anna, thread):
    for query in ("", "?seite=1", "?seite=2&zitat=1"):
        response = as_anna.get(f"/gruppen/quartier/themen/{thread.pk}/frueherer-titel/{query}")
        assert response.status_code == 301
        assert response["Location"] == thread.get_absolute_url() + query
        assert "no-store" in response["Cache-Control"], "the title may change back"


def test_no_title_takes_the_address_of_another_view(group):
    taken = [re.fullmatch(rf"{THREAD}([a-z]+)/", str(entry.pattern)) for entry in urlpatterns]
    titles = [match[1] for match in taken if match]
    assert "neues" in titles
    for title in titles:
        address = Thread(pk=7, group=group, title=title.capitalize()).get_absolute_url()
        assert resolve(address).view_name == "forum:thread", address


def test_a_thread_stands_in_its_own_group_only(as_anna, anna, thread):
    Group.objects.create(slug="anders", title="Anders", summary="–", description="–").admit(anna)
    for slug, status in (("quartier", 200), ("anders", 404), ("gibt-es-nicht", 404)):
        page(as_anna, thread.get_absolute_url().replace("/quartier/", f"/{slug}/"), status)


def test_an_unknown_thread_is_not_found(as_anna, group):
    for pk in (0, 10**8, 10**18, 10**30):
        assert "Seite nicht gefunden" in page(as_anna, f"/gruppen/quartier/themen/{pk}/x/", 404)


def test_a_post_shows_author_function_and_place_and_marks_who_moderates(as_anna, anna, ben, dora, thread):
    ulm = Municipality.objects.create(slug="ulm", title="Ulm", size_class="gross", lat=48.4, lon=9.99)
    for user, fields in (
        (anna, {"function": "Stadtplanerin", "municipality": ulm}),
        (ben, {"function": "Sachbearbeiter", "other_place": "Soest"}),
    ):
        type(user).objects.filter(pk=user.pk).update(**fields)
    html = page(as_anna, thread.get_absolute_url())
    heads = [words(re.search(r"<header.*?</header>", post, re.DOTALL)[0]) for post in posts(html).values()]
    assert heads == [
        "Anna Annasen gerade eben · Nr. 1 Stadtplanerin, Ulm",
        "Ben Bensen Moderation gerade eben · Nr. 2 Sachbearbeiter, Soest",
        "Dora Dorasen Gruppenleitung gerade eben · Nr. 3",
    ]


def test_whoever_left_the_group_has_no_role_there(as_anna, ben, member, thread):
    member(ben).end()
    html = page(as_anna, thread.get_absolute_url())
    assert "Ben Bensen" in posts(html)[2]
    assert "Moderation" not in posts(html)[2]


def test_a_role_in_another_group_counts_for_nothing(as_anna, anna, thread):
    other = Group.objects.create(slug="anders", title="Anders", summary="–", description="–")
    other.admit(anna, Role.LEAD)
    assert "Gruppenleitung" not in posts(page(as_anna, thread.get_absolute_url()))[1]


def test_links_lead_to_all_who_wrote(as_anna, person, group, say, thread):
    address = f"/gruppen/quartier/themen/{thread.pk}/beteiligt/"
    before = queries(as_anna, address)
    for name in ("Fritz", "Gerda", "Hans", "Iris"):
        writer = person(name)
        group.admit(writer)
        say(thread, writer)
    links = re.findall(rf'<a href="{address}">(.*?)</a>', page(as_anna, thread.get_absolute_url()), re.DOTALL)
    assert [words(link) for link in links] == ["7 Beteiligte", "und 2 weitere"]
    found = re.findall(r"<b>(\w+) \w+</b>", page(as_anna, address).partition("<main")[2])
    assert found == ["Iris", "Hans", "Gerda", "Fritz", "Dora", "Ben", "Anna"]
    assert queries(as_anna, address) == before


def test_a_post_tells_its_exact_time_to_people_and_machines(as_anna, thread):
    moment = datetime(2026, 3, 5, 14, 7, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    Post.objects.filter(number=2).update(created_at=moment)
    post = posts(page(as_anna, thread.get_absolute_url()))[2]
    assert 'datetime="2026-03-05T14:07:30+01:00"' in post
    assert 'title="Donnerstag, 5. März 2026, 14:07 Uhr"' in post
    assert 'href="#beitrag-2"' in post


def test_what_an_erased_person_wrote_stays(as_anna, ben, thread):
    ben.delete()
    html = page(as_anna, thread.get_absolute_url())
    assert "Ehemaliges Mitglied" in words(posts(html)[2])
    assert words(body(html, 2)) == "Antwort von Ben ."
    assert "Ben Bensen" not in html
    assert "2 Beteiligte" in words(html)


def test_what_has_helped_stands_on_every_page(as_anna, ben, thread):
    add_posts(thread, ben, 20)
    assert "Was geholfen hat" not in page(as_anna, thread.get_absolute_url())
    thread.accept(2, by=thread.author)
    for number in (1, 2):
        html = page(as_anna, thread.get_absolute_url(), seite=number)
        box = html.partition('<div class="solved">')[2].partition("</div>")[0]
        assert words(box) == "Was geholfen hat: Antwort von Ben. Zur Antwort von Ben Bensen, Nr. 2"
        assert f'href="{thread.get_absolute_url()}#beitrag-2"' in box
        assert ("Antwort, die geholfen hat" in html) == (number == 1)


def test_a_link_with_a_number_fills_the_form_with_the_quote(as_anna, thread):
    html = page(as_anna, thread.get_absolute_url(), zitat=2)
    assert values(html)["text"] == "> Ben Bensen, Nr. 2:\n> Antwort von **Ben**.\n\n"
    assert "is-new" not in html


def test_a_removed_post_cannot_be_quoted(as_anna, ben, thread):
    thread.posts.get(number=2).remove(by=ben)
    assert values(page(as_anna, thread.get_absolute_url(), zitat=2))["text"] == ""
    assert as_anna.get(f"/gruppen/quartier/themen/{thread.pk}/beitraege/2/zitat/").status_code == 404


def test_a_script_gets_the_quote_as_plain_text(as_anna, signed_in, carla, thread):
    address = f"/gruppen/quartier/themen/{thread.pk}/beitraege/2/zitat/"
    response = as_anna.get(address)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == "> Ben Bensen, Nr. 2:\n> Antwort von **Ben**.\n\n"
    assert signed_in(carla).get(address).status_code == 404


def test_pages_lead_to_each_other(as_anna, ben, thread):
    add_posts(thread, ben, 42)
    for number, ways in ((1, {"next": "2"}), (2, {"prev": "1", "next": "3"}), (3, {"prev": "2"})):
        html = page(as_anna, thread.get_absolute_url(), seite=number)
        nav = html.partition('<nav class="pages"')[2].partition("</nav>")[0]
        assert {rel: target for target, rel in re.findall(r'href="\?seite=(\d)"\s+rel="(\w+)"', nav)} == ways


def test_demo_content_says_that_it_is(as_anna, thread):
    assert "Beispielinhalt" not in page(as_anna, thread.get_absolute_url())
    type(thread).objects.update(is_demo=True)
    assert "Beispielinhalt" in page(as_anna, thread.get_absolute_url())


@each("name", ["anna", "dora"])
def test_the_page_asks_at_most_eight_times_however_many_posts(
    name, signed_in, request, start, anna, ben, dora
):
    client, thread = signed_in(request.getfixturevalue(name)), start(anna)
    asked = []
    for author, number in ((ben, 1), (dora, 18), (ben, 180)):
        add_posts(thread, author, number)
        if thread.last_number == 20:
            thread.accept(2, by=thread.author)
        asked.append(queries(client, thread.get_absolute_url()))
    assert thread.last_number == 200
    assert asked[0] <= 8
    assert asked == [asked[0]] * 3
    assert queries(client, f"{thread.get_absolute_url()}?seite=5") == asked[0]
