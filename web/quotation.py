"""German quotation marks."""

INNER_QUOTES = str.maketrans("„“”»«", "‚‘’›‹")


def quote_german(text: str) -> str:
    """The text in quotation marks; those inside become single ones."""
    return f"„{text.translate(INNER_QUOTES)}“"
