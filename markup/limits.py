"""Limits of a text, so that rendering takes bounded time and space whatever somebody types."""

NESTING = 16
"""Levels of quotes, lists and emphasis; deeper ones are left out, so that no later parser recurses too deeply."""

MAX_CELLS = 800
"""Cells of all tables in one text; further rows are rendered as ordinary lines."""

MAX_BLOCKS = 2_000
"""Blocks of one text; a text with more becomes one paragraph: bleach's time grows with the square of their number."""

MAX_QUOTES = 50
"""Posts whose quotes are recognised in one text, the first ones."""

MAX_QUOTE_LENGTH = 600
"""Characters that the button "Zitieren" inserts at most."""
