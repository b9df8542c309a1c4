def parse_positive_int(text):
    """The number in an address or a hidden field; 0 for anything else that may stand there."""
    return int(text) if text.isdecimal() and len(text) < 8 else 0
