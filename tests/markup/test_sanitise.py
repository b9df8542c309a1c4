from concurrent.futures import ThreadPoolExecutor

import pytest
from django.utils.safestring import SafeString

from markup import sanitise
from markup.render import Person, render_markdown, stored
from tests.markup.checker import faults
from tests.markup.hostile import RAW

OURS = [
    "<p>a <strong>b</strong> <em>c</em> <s>d</s> <code>e</code><br>f</p><hr><h3>g</h3><h4>h</h4><h5>i</h5>",
    '<p><a href="https://ulm.de/?a=1&amp;b=2#c" rel="nofollow noopener noreferrer">x</a></p>',
    '<p><a href="mailto:a@ulm.de">x</a><a href="/gruppen/a:b/">x</a><a href="?seite=2#beitrag-7">x</a></p>',
    '<blockquote class="quote"><p class="quote__from"><a href="#beitrag-7">Anna, Nr. 7</a></p></blockquote>',
    '<p><span class="mention" data-person="7">@Anna</span></p><pre tabindex="0"><code>x</code></pre>',
    '<ol start="3"><li>x</li></ol><ul><li>y</li></ul>',
    '<div class="table" tabindex="0" role="region" aria-label="Tabelle"><table><thead><tr><th>a</th></tr></thead>'
    "<tbody><tr><td>b</td></tr></tbody></table></div>",
]


@pytest.mark.parametrize("clean", [sanitise.by_bleach, sanitise.by_nh3, sanitise.sanitised])
@pytest.mark.parametrize("html", RAW)
def test_each_sanitiser_alone_stops_hostile_html(html, clean):
    assert faults(clean(html)) == []


@pytest.mark.parametrize("clean", [sanitise.by_bleach, sanitise.by_nh3, sanitise.sanitised])
@pytest.mark.parametrize("html", OURS)
def test_each_sanitiser_keeps_what_we_write(html, clean):
    assert clean(html) == html


def test_both_sanitisers_are_at_work():
    shown_by_bleach, resolved_by_nh3 = "&lt;b&gt;", "©"
    assert sanitise.by_bleach("<b>&copy;") == "&lt;b&gt;&copy;"
    assert sanitise.by_nh3("<b>&copy;") == "©"
    assert sanitise.sanitised("<b>&copy;") == shown_by_bleach + resolved_by_nh3


def test_what_is_rendered_was_sanitised():
    """Only nh3 writes this space as a reference, and only as the second step."""
    assert render_markdown("5\u00a0km").html == "<p>5&nbsp;km</p>\n"


def test_rendered_html_is_marked_as_safe_for_templates():
    assert isinstance(render_markdown("x").html, SafeString)
    assert isinstance(stored("<p>x</p>"), SafeString)


@pytest.mark.parametrize("allowed", [sanitise.TAGS, sanitise.SCHEMES])
def test_the_lists_of_tags_and_schemes_cannot_be_changed(allowed):
    with pytest.raises(AttributeError):
        allowed.add("script")


def test_the_list_of_attributes_cannot_be_changed():
    with pytest.raises(TypeError):
        sanitise.ATTRIBUTES["p", "onclick"] = sanitise.NUMBER


def test_threads_do_not_disturb_each_other():
    people = {"Anna": Person(7, "Anna")}
    texts = [f"*{n}* @Anna <b>{n}" for n in range(200)]

    def all_rendered(_):
        return [render_markdown(text, mentionable=people) for text in texts]

    alone = all_rendered(None)
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(all_rendered, range(8))) == [alone] * 8
