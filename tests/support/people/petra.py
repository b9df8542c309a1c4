"""Petra, who has filled in her whole profile, and what pages tell of people."""

import re
from uuid import UUID

from accounts.models import User
from tests.support.pages.forms import words
from vocabulary.models import Municipality, ThemeField

PEOPLE = "/personen/"
# Who looks at Petra.
NEAR, FAR = "in one of her groups", "in another group"
FIELDS = ("place", "function", "organisation", "themes", "seeks", "offers", "photo", "email")
NOBODY = "Zu dieser Suche passt niemand."
# What the profile and the row of the directory hold of each field.
ON_PROFILE = {
    "place": ("Bopfingen",),
    "function": ("Stadtplanerin",),
    "organisation": ("Amt für Radverkehr",),
    "themes": ("<span>Nahmobilität</span>", "<span>Wohnen</span>", "unterwegs"),
    "seeks": ("Mitstreiterinnen", "Austausch zu:", "Baukultur"),
    "offers": ("Lastenräder",),
    "photo": ("/foto/",),
    "email": ("petra@stadt.example",),
}
IN_ROW = {
    "place": ("Bopfingen",),
    "function": ("Stadtplanerin",),
    "themes": ("Erfahren:", "Nahmobilität"),
    "seeks": ("Sucht:", "Baukultur"),
    "photo": ("/foto/",),
}
# What finds Petra by each field; the reader seeks Nahmobilität and is experienced in Baukultur.
FINDS = {
    "place": ("suche=bopfingen", "stadt=bopfingen"),
    "function": ("suche=stadtplan",),
    "organisation": ("suche=radverkehr",),
    "themes": ("themenfeld=wohnen", "themenfeld=nahmobilitaet&erfahrung=erfahren", "passt=hilft"),
    "seeks": ("suche=mitstreit", "themenfeld=baukultur", "erfahrung=sucht", "passt=fragt"),
    "offers": ("suche=lastenr",),
    "photo": (),
    "email": (),
}


def make_petra(person):
    """Each theme field has one part: experienced in Nahmobilität, on the way in Wohnen, looking for Baukultur."""
    town = Municipality.objects.create(
        slug="bopfingen", title="Bopfingen", size_class="klein", lat=48, lon=10
    )
    petra = person(
        "Petra",
        municipality=town,
        function="Stadtplanerin",
        organisation="Amt für Radverkehr",
        seeks="Mitstreiterinnen",
        offers="Lastenräder",
    )
    mobility, housing, culture = (theme(title) for title in ("Nahmobilität", "Wohnen", "Baukultur"))
    petra.describe({mobility: (3, False), housing: (2, False), culture: (None, True)})
    petra.show_photo(b"small", b"large")
    return petra


def theme(title):
    slug = title.lower().replace("ä", "ae")
    return ThemeField.objects.get_or_create(slug=slug, defaults={"title": title})[0]


def want_what_petra_knows(reader):
    reader.describe({theme("Nahmobilität"): (None, True), theme("Baukultur"): (3, False)})


def show(user, visibility, **fields):
    """To whom the person shows the profile and its fields; a place is never kept from groups."""
    values = {f"{name}_visibility": value for name, value in fields.items()}
    User.objects.filter(pk=user.pk).update(visibility=visibility, **values)


def profile(user, view=""):
    return f"{PEOPLE}{user.pk}/{view}"


def fields_shown(html, marks):
    """The fields of which the page holds a mark. All marks of a field or none."""
    found = {name for name, texts in marks.items() if any(text in html for text in texts)}
    assert [name for name in found if not all(text in html for text in marks[name])] == []
    return found


def main(response):
    """The page without its header, which shows the reader's own photo."""
    return response.content.decode().partition("<main")[2]


def photo(user, size="klein", key: UUID | None = None):
    user.refresh_from_db()
    return f"{PEOPLE}{user.pk}/foto/{key or user.photo_id}/{size}.webp"


def page(client, query=""):
    response = client.get(f"{PEOPLE}?{query}")
    assert response.status_code == 200
    return response.content.decode()


def rows(html):
    """Name to markup of each row of the directory, without the matches above it."""
    return {words(re.search(r'<a href="/personen/\d+/">(.*?)</a>', row)[1]): row for row in listed(html)}


def listed(html):
    return re.findall(r'<li>\s*<div class="who">.*?</li>', html.partition('id="alle"')[2], re.DOTALL)


def names(html):
    """The first name of everybody in the directory, in its order."""
    return [name.split()[0] for name in rows(html)]


def sees(client, user):
    """Whether the person is there at all: (the profile's status, in the directory or not)."""
    return client.get(profile(user)).status_code, user.name in rows(page(client))


def matches(html):
    """The first name of everybody above the directory."""
    above = html.partition('id="passt-zu-ihnen"')[2].partition('id="alle"')[0]
    return [name.split()[0] for name in re.findall(r'<a href="/personen/\d+/">(.*?)</a>', above)]


def options(html, name):
    """What there is to choose from; nothing where one cannot choose."""
    select = re.search(rf'<select id="{name}".*?</select>', html, re.DOTALL)
    return [words(option) for option in re.findall(r"(?s)<option.*?</option>", select[0])] if select else []


def links(html):
    """The address of everybody's profile in the directory."""
    return [re.search(r'href="(/personen/\d+/)"', row)[1] for row in listed(html)]
