"""The Markdown dialect, and its HTML before sanitising."""

from collections.abc import Sequence

from django.utils.html import escape
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock, table
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from .addresses import parse_path, parse_web_address
from .limits import MAX_BLOCKS, MAX_CELLS, NESTING
from .marks import parse_backslash, parse_run_in_word
from .sanitise import EXTERNAL_REL, is_link

HEADINGS = {"h1": "h3", "h2": "h4"}


class Renderer(RendererHTML):
    def heading_open(self, tokens: Sequence[Token], index: int, *_) -> str:
        return f"<{HEADINGS.get(tokens[index].tag, 'h5')}>"

    def heading_close(self, tokens: Sequence[Token], index: int, *_) -> str:
        return f"</{HEADINGS.get(tokens[index].tag, 'h5')}>\n"

    def link_open(self, tokens: Sequence[Token], index: int, *_) -> str:
        address = str(tokens[index].attrs["href"])
        rel = f' rel="{EXTERNAL_REL}"' if address[:4].lower() == "http" else ""
        return f'<a href="{escape(address)}"{rel}>'

    def fence(self, tokens: Sequence[Token], index: int, *_) -> str:
        return f'<pre tabindex="0"><code>{escape(tokens[index].content)}</code></pre>\n'

    def table_open(self, *_) -> str:
        return '<div class="table" tabindex="0" role="region" aria-label="Tabelle">\n<table>\n'

    def table_close(self, *_) -> str:
        return "</table>\n</div>\n"

    def mention(self, tokens: Sequence[Token], index: int, *_) -> str:
        person = tokens[index].meta["person"]
        return f'<span class="mention" data-person="{person.id:d}">@{escape(person.name)}</span>'

    def quote_from(self, tokens: Sequence[Token], index: int, *_) -> str:
        number, reference = tokens[index].meta["number"], tokens[index].meta["reference"]
        source = f'<a href="{escape(reference.url)}">{escape(reference.name)}, Nr. {number:d}</a>'
        return f'<p class="quote__from">{source}</p>\n'


def make_parser() -> MarkdownIt:
    """A new parser for each text: it compiles its rules on first use, which is not thread-safe."""
    markdown = MarkdownIt(
        "default", {"html": False, "breaks": True, "maxNesting": NESTING}, renderer_cls=Renderer
    )
    # In letters, dashes below a line mean a rule (not a heading) and indented lines mean a paragraph (not code).
    markdown.disable(["lheading", "code"])
    markdown.block.ruler.at("table", parse_limited_table, {"alt": ["paragraph", "reference"]})
    markdown.core.ruler.after("block", "number_items", number_items)
    markdown.core.ruler.after("block", "limit_blocks", limit_blocks)
    markdown.inline.ruler.before("escape", "web_address", parse_web_address)
    markdown.inline.ruler.before("escape", "path", parse_path)
    markdown.inline.ruler.at("escape", parse_backslash)
    markdown.inline.ruler.before("strikethrough", "run_in_word", parse_run_in_word)
    markdown.validateLink = is_link
    return markdown


def parse_blocks(text: str) -> list[Token]:
    """The block tokens of a normalised text, with their line numbers (`map`)."""
    markdown = make_parser()
    return markdown.block.parse(text, markdown, {}, []) or []


def limit_blocks(state: StateCore) -> None:
    """A core rule: makes a text with too many blocks one paragraph."""
    if sum(token.nesting >= 0 and token.type != "inline" for token in state.tokens) > MAX_BLOCKS:
        words = Token("inline", "", 0, content=state.src, children=[])
        state.tokens = [Token("paragraph_open", "p", 1), words, Token("paragraph_close", "p", -1)]


def number_items(state: StateCore) -> None:
    """A core rule: an ordered list keeps the numbers that were typed, such as those of dates ("4. Mai", "18. Juni")."""
    expected = []
    for token in state.tokens:
        if token.type == "ordered_list_open":
            expected.append(token.attrGet("start") or 1)
        elif token.type == "ordered_list_close":
            expected.pop()
        elif token.type == "list_item_open" and token.info:
            if int(token.info) != expected[-1]:
                token.attrs = {"value": int(token.info)}
            expected[-1] = int(token.info) + 1


def parse_limited_table(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """A block rule: a table, as far as MAX_CELLS allows. Short rows are filled up to the width of the head."""
    if first + 1 >= end:
        return False
    columns = state.src[state.bMarks[first + 1] : state.eMarks[first + 1]].count("|") + 1
    left = state.env.setdefault("cells", MAX_CELLS)
    found = table(state, first, min(end, first + left // columns), silent)
    if found and not silent:
        state.env["cells"] = left - columns * (state.line - first)
    return found
