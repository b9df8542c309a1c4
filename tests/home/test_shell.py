"""What is kept of the shell is what its templates make at the moment, for each reader on each page."""

import re
from itertools import permutations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string

from accounts.models import SiteRole
from forum import kinds
from groups.models import Group, Role
from home.templatetags.shell_tags import parts
from notifications.models import Notification

NOBODY = "Besuch"
HERE = {
    "/": [],
    "/steckbriefe/konstanz-sommerstrasse/": ["Steckbriefe"],
    "/impressum/": [],
    "/mein/": ["Mein StädteNetz"],
    "/gruppen/engagiertes-quartier/mitglieder/": ["Gruppen"],
    "/personen/": ["Personen"],
    "/mitteilungen/": ["Mitteilungen"],
}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@pytest.fixture
def readers(demo, person):
    """A visitor, members with and without a photo, a lead, an editor and an admin."""
    people = {
        NOBODY: None,
        "Berta": person("Berta"),
        "Cem": person("Cem"),
        "Dora": person("Dora"),
        "Emil": person("Emil", SiteRole.EDITOR),
        "Vera": person("Vera", SiteRole.ADMIN),
    }
    first, second = Group.objects.all()[:2]
    for group in (first, second):
        group.admit(people["Berta"])
    first.admit(people["Dora"])
    first.memberships.filter(user=people["Dora"]).update(role=Role.LEAD)
    people["Cem"].show_photo(b"small", b"large")
    Notification.objects.notify(
        {people["Cem"].pk: kinds.POST}, subject="x.1", title="Etwas", url="/", number=1
    )
    return people


def render_shell(rf, user, path):
    """The whole shell around an empty page, and the token of the form that signs out."""
    request = rf.get(path)
    request.user, request.session = user or AnonymousUser(), {}
    html = render_to_string("base.html", request=request) + render_to_string(
        "navigation/footer_slim.html", request=request
    )
    return TOKEN.sub("", html), TOKEN.findall(html)


def test_each_reader_gets_what_is_theirs_whoever_came_before(readers, rf):
    def fresh(name, path):
        parts.clear()
        return render_shell(rf, readers[name], path)[0]

    wanted = {(name, path): fresh(name, path) for name in readers for path in HERE}
    for names in permutations(readers, 2):
        parts.clear()
        for name in (*names, names[0]):
            for path in HERE:
                html, _ = render_shell(rf, readers[name], path)
                assert html == wanted[name, path], (names, path)
                assert {one for one in readers if f"<b>{one} " in html} == {name} - {NOBODY}


def test_each_page_has_a_token_of_its_own(readers, rf):
    tokens = [render_shell(rf, readers["Berta"], "/mein/")[1] for _ in range(2)]
    assert [len(one) for one in tokens] == [1, 1]
    assert tokens[0] != tokens[1]


def test_the_entry_of_the_page_is_the_current_one(readers, rf, subtests):
    for path, names in HERE.items():
        with subtests.test(path):
            html, _ = render_shell(rf, readers["Berta"], path)
            head = html.partition("<main")[0]
            links = re.findall(r'aria-current="page">(.*?)</a>', head, re.DOTALL)
            assert [re.sub("<[^>]*>", "", link).split("0")[-1].strip() for link in links] == names
            assert "Mein StädteNetz" not in render_shell(rf, None, path)[0]
