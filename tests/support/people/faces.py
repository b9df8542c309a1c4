"""What pages show of people: photos or initials, and links to profiles."""

import re

from accounts.models import User
from tests.support.pages.forms import attributes


def describe(user, **fields):
    """Gives the person these details and a photo; all is shown to their groups but what `fields` says."""
    user.show_photo(b"small", b"large")
    User.objects.filter(pk=user.pk).update(**fields)
    user.refresh_from_db()
    return user


def photos(html):
    """The addresses of the photos in it."""
    found = [attributes(tag) for tag in re.findall(r'<img class="av[^>]*>', html)]
    assert all(photo["alt"] == "" for photo in found)
    return [photo["src"] for photo in found]


def photo_of(user, size="klein"):
    return f"/personen/{user.pk}/foto/{user.photo_id}/{size}.webp"


def profiles(html):
    """Id to text of the links to profiles."""
    return {int(pk): name for pk, name in re.findall(r'href="/personen/(\d+)/"[^>]*><b>(.*?)</b></a>', html)}


def main(html):
    """The page without its header, in which the reader's own face stands."""
    return html.partition("<main ")[2]
