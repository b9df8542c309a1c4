import pytest
from django.template import Context, Engine

from drawings.bwmap import Place

ENGINE = Engine(libraries={"drawings": "drawings.templatetags.drawings"})


@pytest.mark.parametrize(
    ("tag", "start"),
    [
        ('{% glyph "engagiertes-quartier" new=True size="l" %}', '<svg class="glyph glyph--l glyph--new"'),
        ('{% icon "search" %}', '<svg class="icon"'),
        ("{% plan_hero %}", '<svg class="plan" viewBox="0 0 980 620"'),
        ('{% plan_strip seed=slug width=600 height=100 variant="band" %}', '<svg class="plan plan--band"'),
        ("{% plan_crop seed=slug size=110 %}", '<svg class="plan" viewBox="0 0 '),
        ("{% plan_plot seed=slug %}", '<svg class="plan plan--faint"'),
        ("{% bw_map places %}", '<svg class="bwmap"'),
    ],
)
def test_a_tag_puts_its_drawing_into_the_page_unescaped(tag, start):
    places = [Place("ulm", "Ulm", 9.99, 48.4, "gross", "stadtlabore", "/ulm/")]
    page = ENGINE.from_string("{% load drawings %}" + tag).render(Context({"slug": "hof", "places": places}))
    assert page.startswith(start)
    assert page.endswith("</svg>")
