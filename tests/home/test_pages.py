"""What a visitor finds on the pages of the demo."""

import re
from html import unescape

from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.models import AdvicePage, CityPage, EditorialDocument, ExternalLink, NewsPage, StandardPage
from home.models import MenuEntry, SiteSettings

# The source's own words, sentence by sentence where they are short, else their beginning and end.
KOMPETENZBEREICH = [
    "Eine zentrale Chance, bestehenden und zukünftigen Entwicklungen und Transformationen proaktiv gegenüberzutreten, "
    "besteht darin, keine nebeneinanderstehenden punktuellen Lösungen für jedes Thema zu finden, sondern eine "
    "passgenaue Strategie zu entwerfen, wie Themenfelder miteinander verbunden werden.",
    "Für die Herausforderungen heute und in Zukunft sind dabei ineinandergreifende und innovative Konzepte notwendig.",
    "Mit dem Kompetenzbereich Quartiersentwicklung bietet der Städtetag Baden-Württemberg seinen Mitgliedsstädten "
    "Fachberatung rund um die Konzeption und Umsetzung von Strategien der zukunftsgerichteten, inklusiven und "
    "generationengerechten Quartiersentwicklung.",
    "Der Städtetag bietet im Rahmen der Landesstrategie Quartier2030 individuelle Beratung für Städte an.",
    "In der Landesstrategie arbeiten u. a. über das Gemeinsame Kommunale Kompetenzzentrum Quartiersentwicklung "
    "(GKZ.QE) Städtetag Baden-Württemberg, Gemeindetag Baden-Württemberg und Landkreistag Baden-Württemberg "
    "gleichermaßen daran, das Thema Quartier und die Quartiersentwicklung im Land gemeinsam mit dem Ministerium für "
    "Soziales, Gesundheit und Integration und weiteren Partner*innen weiter voranzutreiben.",
    "Nähere Informationen auf der Homepage der Landesstrategie: www.quartier2030-bw.de.",
    "An der inklusiven Quartiersentwicklung interessierte Expertinnen und Experten unserer Mitgliedstädte steht auch "
    "das neue StädteNetz als Plattform für Kommunikation, Kollaboration und Kooperation zur Verfügung.",
    "Finanziert aus Landesmitteln, die der Landtag von Baden-Württemberg beschlossen hat.",
    "Der Städtetag hat im Rahmen der Landesstrategie die Pilotprojekte StadtLabore und StadtLabore vor Ort "
    "durchgeführt.",
    "Die Projektlaufzeit der StadtLabore erstreckte sich von Mai 2019 bis November 2020.",
    "In diesem Zeitraum erprobten neun Städte und Gemeinden aus Baden-Württemberg gemeinsam, wie Quartiersentwicklung "
    "für Übermorgen gelingen kann – inklusiv, partizipativ und nachhaltig.",
    "Am Projekt beteiligt waren die Städte Bad Krozingen, Filderstadt, Freudenberg am Main, Friedrichshafen, "
    "Heidelberg, Karlsruhe, Konstanz, Salach und Ulm.",
    "Das Projekt „StadtLabore vor Ort“ diente dazu, Innovation und den Status Quo in der Quartiersentwicklung "
    "zukunftsorientiert zusammenzudenken und voneinander zu lernen.",
    "Dabei standen der Austausch und die Vernetzung von Städten im Mittelpunkt – sowohl von Kommunen mit bestehenden "
    "Erfahrungen als auch von solchen, die sich neu auf den Weg machten.",
    "Hieran nahmen die Städte Bruchsal, Kirchheim unter Teck, Künzelsau, Leonberg, Mannheim, Mössingen und Stuttgart "
    "teil.",
]

# The pages with rows of what is meant below: news, tiles, documents, links.
LISTS = ("/", "/kompetenzbereich/")


def html(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def words(page):
    """What a person reads, without the markup."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", page)).split())


def headings(page, level=2):
    return [words(text) for text in re.findall(rf"<h{level}\b.*?</h{level}>", page, re.DOTALL)]


def test_the_start_page_shows_what_its_drawing_does(demo, client):
    page = html(client, "/")
    assert headings(page, 1) == ["Was in einem Quartier gelingt, hilft im nächsten."]
    assert [*headings(page)[:6]] == [
        "Aktuelles",
        "Nächste Termine",
        "16 Städte, zwei Programme",
        "Aus der Bibliothek",
        "Engagiertes Quartier (EQ)",
        "Förderung",
    ]
    assert '<svg class="plan"' in page
    assert "Finanziert aus Landesmitteln" in words(page)


def test_the_map_and_its_list_lead_to_the_same_sixteen_cities(demo, client):
    page = html(client, "/")
    cities = {city.municipality.slug: city.url for city in CityPage.objects.select_related("municipality")}
    marks = re.search(r'<svg class="bwmap".*?</svg>', page, re.DOTALL)[0]
    assert len(cities) == 16
    assert set(re.findall(r'href="([^"]+)"', marks)) == set(cities.values())
    rows = dict(
        re.findall(
            r'<li id="karte-16-staedte-zwei-programme-([\w-]+)" tabindex="-1">\s*<a href="([^"]+)"', page
        )
    )
    assert rows == cities


def test_the_news_are_the_newest_pages_first(demo, client):
    news = re.search(r'<ul role="list" class="news news--lead">.*?</ul>', html(client, "/"), re.DOTALL)[0]
    days = re.findall(r'datetime="([\d-]+)"', news)
    assert len(days) == 3
    assert days == sorted(days, reverse=True)


def test_the_kompetenzbereich_says_everything_its_source_says(demo, client):
    said = words(html(client, "/kompetenzbereich/"))
    assert [sentence for sentence in KOMPETENZBEREICH if sentence not in said] == []


def test_the_kompetenzbereich_has_its_sections(demo, client):
    page = html(client, "/kompetenzbereich/")
    sections = {"StadtLabore", "Dokumente", "Externe Links", "Partner der Landesstrategie", "Kontakt"}
    assert sections <= set(headings(page))
    assert page.count('href="/dokumente/datei/') == 4
    assert "Gemeindetag Baden-Württemberg" in page


def test_no_page_links_to_the_predecessor(demo):
    """In its content; what templates add is read in tests/home/test_menus.py."""
    pages = demo.get_descendants().live().public().specific()
    assert [page.title for page in pages if "index.php" in page.to_json()] == []


def test_the_menu_names_the_current_page(demo, client):
    menu = re.search(r'<nav class="site-nav".*?</nav>', html(client, "/kompetenzbereich/"), re.DOTALL)[0]
    assert re.findall(r'aria-current="page">([^<]+)', menu) == ["Kompetenzbereich"]


def test_an_unpublished_page_is_not_found_and_in_no_menu_list_or_news(demo, client):
    AdvicePage.objects.get().unpublish()
    assert client.get("/kompetenzbereich/beratung/").status_code == 404
    for address in ("/", "/kompetenzbereich/", "/datenschutz/"):
        page = html(client, address)
        navigation = "".join(
            re.findall(r"<(?:nav|header|footer|ul)\b.*?</(?:nav|header|footer|ul)>", page, re.DOTALL)
        )
        assert "/kompetenzbereich/beratung/" not in navigation
    assert 'href=""' not in html(client, "/")


def add_rows(number):
    """So many documents, links, partners and menu entries more, on the Kompetenzbereich page."""
    page = StandardPage.objects.get(slug="kompetenzbereich")
    example = EditorialDocument.objects.first()
    documents = [EditorialDocument(title=f"D{n}", file=example.file.name) for n in range(number)]
    links = [
        ExternalLink(title=f"L{n}", url=f"https://l{n}.example/", category="Land") for n in range(number)
    ]
    EditorialDocument.objects.bulk_create(documents)
    ExternalLink.objects.bulk_create(links)
    page.body = [
        ("documents", {"title": "Dokumente", "documents": documents}),
        ("links", {"title": "Links", "links": links}),
    ]
    page.save()
    entries = []
    for n in range(number):
        child = page.add_child(instance=NewsPage(title=f"S{n}", intro="x", show_in_menus=True))
        entries.append(
            MenuEntry(settings=SiteSettings.objects.get(), menu="main", page=child, sort_order=100 + n)
        )
    MenuEntry.objects.bulk_create(entries)


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_a_page_asks_as_often_with_twenty_rows_as_with_two(demo, client):
    """How often it may, stands in tests/test_budgets.py: inside a test's transaction nothing is kept."""

    def asked():
        return {address: queries(client, address) for address in LISTS}

    add_rows(2)
    few = asked()
    MenuEntry.objects.filter(sort_order__gte=100).delete()
    for child in NewsPage.objects.filter(intro="x"):
        child.delete()
    ExternalLink.objects.filter(title__startswith="L", url__contains=".example").delete()
    add_rows(20)
    assert asked() == few


def test_loading_the_demo_again_changes_nothing_and_keeps_what_editors_changed(demo, client):
    page = StandardPage.objects.get(slug="datenschutz")
    page.title = "Von Emil geändert"
    page.save_revision().publish()
    before = list(StandardPage.objects.order_by("pk").values_list("pk", "title", "latest_revision"))
    call_command("load_demo")
    assert list(StandardPage.objects.order_by("pk").values_list("pk", "title", "latest_revision")) == before
    assert "Von Emil geändert" in html(client, "/datenschutz/")
