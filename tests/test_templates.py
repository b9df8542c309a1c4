"""What no template may hold: our pages run under a policy that forbids inline code, and htmx fails silently."""

import re

import pytest
from django.template import engines

from tests.support import sources

HTML = [path for path in sources.templates() if path.suffix == ".html"]
COMPONENTS = [path for path in HTML if path.parent.name == "components"]
FORBIDDEN = {
    "inline style": r"<[^>]*\sstyle\s*=|<style\b",
    "inline script": r"<script\b(?![^>]*\ssrc=)",
    "inline handler": r"<[^>]*\son[a-z]+\s*=",
    "hx-on": r"\bhx-on\b",
    "computed hx-vals": r"""hx-(vals|headers)\s*=\s*["'](js|javascript):""",
    "trigger filter": r"""hx-trigger\s*=\s*["'][^"']*\[""",
    "address in a script's language": r"""(href|src|action)\s*=\s*["']\s*javascript:""",
    "link to nowhere": r"""<a\b[^>]*href\s*=\s*["']#["']""",
    "limit by which browsers cut pasted text": r"\bmaxlength\b",
    "unescaped text": r"\|\s*safe(seq)?\b|\{%\s*autoescape\s+off",
}
# What a person may keep from readers, and what stands before the dot where accounts.models.VisibleProfile decides on that.
KEEPABLE = r"function|organisation|seeks|offers|photo|photo_id|experiences\.all"
SEEN = {"seen", "in_groups", "itself", "writer"}
# It escapes as Django's json_script does; tests/cms/metadata/test_json_ld.py sees to it.
JSON_FOR_MACHINES = "cms/templatetags/metadata_tags.py"
OF_ITS_OWN = (
    *("templates/accounts/", "templates/wagtailadmin/"),
    *("templates/people/profile.html", "templates/people/photo.html"),
)


def text_of(path):
    without_comments = re.sub(
        r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}", "", path.read_text(), flags=re.DOTALL
    )
    # A tag's own quotes and angle brackets must not end the HTML attribute around it.
    return re.sub(r"\{%.*?%\}", lambda tag: tag[0].replace(">", " "), without_comments)


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_holds(what):
    found = [
        f"{sources.name(path)}: {match[0]}"
        for path in HTML
        for match in re.finditer(FORBIDDEN[what], text_of(path), re.IGNORECASE)
    ]
    assert found == []


def test_dots_between_things_are_drawn_by_the_style_sheet():
    """Typed ones would begin or end a line on a phone (static/css/components/tag.css). A post's head has room."""
    typed = [sources.name(path) for path in HTML if "·" in text_of(path)]
    assert typed == ["templates/forum/components/post.html"]


def test_lines_are_short():
    long = [
        f"{sources.name(path)}:{number} has {len(line)} characters"
        for path in sources.templates()
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if len(line) > 120
    ]
    assert long == []


def test_templates_show_of_people_only_what_a_seen_lets_through():
    """The pages of one's own account and the editors' screens apart. A `seen` is none that a template made of a user."""
    reads, named = re.compile(rf"(\w+)\.(?:{KEEPABLE})\b"), re.compile(r"\bseen=(?:\w+\.)*(\w+)")
    found = [
        f"{sources.name(path)}: {match[0]}"
        for path in sources.templates()
        if not sources.name(path).startswith(OF_ITS_OWN)
        for match in (*reads.finditer(path.read_text()), *named.finditer(path.read_text()))
        if match[1] not in SEEN
    ]
    assert found == []


@pytest.mark.parametrize("path", sources.templates(), ids=sources.name)
def test_a_template_compiles(path):
    engines["django"].get_template(path.relative_to(sources.ROOT / "templates").as_posix())


@pytest.mark.parametrize("path", COMPONENTS, ids=sources.name)
def test_a_component_names_its_parameters_at_the_top(path):
    comment = re.match(r"(\{#.*?#\}\s*)+", path.read_text())
    assert comment, "the first line is no comment"
    own_name = re.escape(path.relative_to(sources.ROOT / "templates").as_posix())
    given = set()
    for user in HTML:
        for arguments in re.findall(rf'include "{own_name}" with ([^%]*)%', user.read_text()):
            given |= set(re.findall(r"(\w+)=", re.sub(r'"[^"]*"', "", arguments)))
    documented = set(re.findall(r"\w+", comment[0]))
    assert given - documented == set()


def test_only_drawings_and_rendered_texts_are_marked_as_safe():
    """Drawings are made of numbers and escaped names; texts have passed two sanitisers."""
    marking = {
        sources.name(path).partition("/")[0]
        for path in sources.python()
        if sources.name(path) != JSON_FOR_MACHINES
        if re.search(r"\b(mark_safe|SafeString|SafeText)\b", path.read_text())
    }
    assert marking - {"tests"} == {"drawings", "markup"}


def test_every_mail_has_a_subject_and_says_what_is_and_why_it_comes():
    whole = (
        ["base", "subject", "content", "why"],
        ["base", "subject", "content", "why", "replies"],
        ["base_security", "subject", "change"],
    )
    part = re.compile(r"""\{% (?:extends "emails/|partialdef |block )(\w+)""")
    mails = [path for path in HTML if sources.name(path).startswith("templates/emails/")]
    parts = {path.stem: part.findall(path.read_text()) for path in mails if not path.stem.startswith("base")}
    assert parts
    assert {mail: found for mail, found in parts.items() if found not in whole} == {}
