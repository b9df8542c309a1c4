"""Where one writes: the preview, the tools' names, and what stands around the form."""

import pytest
from playwright.sync_api import expect

SEEN_NAME = "tool => getComputedStyle(tool, '::after').content"
COVERED = """() => {
  const composer = document.getElementById("antworten"), links = document.querySelector(".jump");
  const found = [];
  document.documentElement.style.scrollBehavior = "auto";
  for (let y = 0; y < document.body.scrollHeight; y += 40) {
    scrollTo(0, y);
    const [box, bar] = [composer.getBoundingClientRect(), links.getBoundingClientRect()];
    if (bar.bottom > box.top + 1 && bar.top < box.bottom - 1) found.push(y);
  }
  return found;
}"""


@pytest.fixture
def page(open_page, thread):
    """The thread, once its scripts are there."""
    page = open_page()
    page.goto(thread.get_absolute_url())
    page.get_by_label("Ihre Antwort").scroll_into_view_if_needed()
    expect(page.get_by_role("toolbar", name="Text gestalten")).to_be_visible()
    return page


def test_the_preview_takes_the_place_of_the_text_and_gives_it_back(page):
    answer, back = page.get_by_label("Ihre Antwort"), page.get_by_role("button", name="Zum Text")
    preview = page.get_by_role("button", name="Vorschau")
    answer.fill("Wir haben **zwei**.")
    preview.click()
    expect(page.get_by_role("region", name="Vorschau").locator("strong")).to_have_text("zwei")
    expect(answer).to_be_hidden()
    expect(back).to_be_focused()
    page.keyboard.press("Enter")
    expect(answer).to_be_focused()
    expect(answer).to_have_value("Wir haben **zwei**.")
    expect(page.get_by_role("region", name="Vorschau")).to_be_empty()
    preview.click()
    expect(answer).to_be_hidden()
    # A quote goes into the text, which must be there for it.
    page.get_by_role("link", name="Zitieren: Beitrag 2").click()
    expect(answer).to_be_focused()
    expect(back).to_be_hidden()


def test_a_text_with_a_mistake_stays_in_sight(page):
    answer = page.get_by_label("Ihre Antwort")
    answer.fill("> Nur ein Zitat.")
    page.get_by_role("button", name="Vorschau").click()
    expect(page.get_by_role("region", name="Vorschau")).to_contain_text("Das ist nur ein Zitat.")
    expect(answer).to_be_visible()


def test_a_tool_says_its_name_at_the_pointer_and_at_the_focus_until_escape(page):
    italic, bold = page.get_by_role("button", name="Kursiv"), page.get_by_role("button", name="Fett")
    italic.hover()
    assert italic.evaluate(SEEN_NAME) == '"Kursiv"'
    page.keyboard.press("Escape")
    assert italic.evaluate(SEEN_NAME) == "none"
    page.mouse.move(0, 0)
    page.get_by_label("Ihre Antwort").focus()
    page.keyboard.press("Shift+Tab")
    expect(bold).to_be_focused()
    assert bold.evaluate(SEEN_NAME) == '"Fett"'


def test_links_in_the_thread_have_words_and_never_cover_the_composer(page):
    page.set_viewport_size({"width": 390, "height": 500})
    links = page.get_by_role("navigation", name="Im Thema springen").get_by_role("link")
    assert [link.inner_text() for link in links.filter(visible=True).all()] == ["Zum Anfang", "Antworten"]
    assert page.evaluate(COVERED) == []


def test_the_actions_at_a_post_stand_in_one_line_on_a_phone(open_page, thread, group, dora):
    """The most that anybody has: who leads, and wrote the answer that helped."""
    from groups.models import Role

    group.admit(dora, role=Role.LEAD)
    thread.reply(group.memberships.get(user=dora), "So geht es.", "00000000-0000-4000-8000-000000000003")
    thread.accept(3, by=thread.author)
    page = open_page(dora, viewport={"width": 390, "height": 844})
    page.goto(thread.get_absolute_url())
    actions = page.locator("#beitrag-3 .post__acts")
    names = ["Zitieren", "Markierung aufheben", "Bearbeiten", "Löschen"]
    assert actions.inner_text().split("\n") == names
    assert len(set(actions.evaluate("row => [...row.children].map(one => one.offsetTop)"))) == 1


def test_boxes_have_the_colours_of_fields_and_legends_their_edge(open_page, group):
    page = open_page(color_scheme="dark")
    page.goto("/gruppen/engagiertes-quartier/themen/neu/")
    colour, left = "one => getComputedStyle(one).backgroundColor", "one => one.getBoundingClientRect().left"
    title = page.get_by_label("Titel")
    assert page.get_by_role("radio", name="Diskussion").evaluate(colour) == title.evaluate(colour)
    assert page.locator("legend").evaluate(left) == title.evaluate(left)
