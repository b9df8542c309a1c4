"""Tags as tests compare them: a template may break a line between two attributes, and no reader sees it."""

import re

TAG = re.compile(r"""</?[a-zA-Z][^<>"']*(?:(?:"[^"]*"|'[^']*')[^<>"']*)*>""")
VALUE_OR_SPACE = re.compile(r"""("[^"]*"|'[^']*')|\s+""")


def join_lines_in_tags(html: str) -> str:
    """One space between the attributes of each tag and none before its end; texts and values stay as they are."""
    return TAG.sub(lambda tag: join_lines(tag[0].removesuffix(">").rstrip()) + ">", html)


def join_lines(tag):
    return VALUE_OR_SPACE.sub(lambda found: found[1] or " ", tag)
