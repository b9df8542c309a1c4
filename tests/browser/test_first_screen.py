"""Text pages begin with text: no drawing and no list pushes it below the first screen."""

import pytest

SIZES = [{"width": 1280, "height": 800}, {"width": 390, "height": 844}]
# The first line of text with two lines of room below it.
LINE = 27
FURTHER = ["/", "/themenfelder/", "/themenfelder/engagement/", "/steckbriefe/karlsruhe-bibliothek-der-dinge/"]
MEASURE = """() => {
  const [text] = document.querySelectorAll('.part__body p, .contact p, .clip, .page-head .lede, ' +
    '.hero .acts a, .sheet-head .lede, .theme-head__question, .invite__why p');
  const right = Math.max(...[...document.querySelectorAll('.part *')].map(one => one.getBoundingClientRect().right));
  return [text.getBoundingClientRect().top, right];
}"""


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size["width"]))
def test_text_begins_on_the_first_screen(live, new_context, size):
    from cms.models import AdvicePage, StandardPage

    page = new_context(viewport=size).new_page()
    late = {}
    pages = [one.url for model in (StandardPage, AdvicePage) for one in model.objects.live()]
    for address in [*pages, *FURTHER]:
        page.goto(address)
        top, _ = page.evaluate(MEASURE)
        if top > size["height"] - 3 * LINE:
            late[address] = top
    assert late == {}


def test_a_wide_page_is_used_to_its_right_edge(live, new_context):
    page = new_context(viewport=SIZES[0]).new_page()
    page.goto("/kompetenzbereich/")
    _, right = page.evaluate(MEASURE)
    assert right > SIZES[0]["width"] - 80
