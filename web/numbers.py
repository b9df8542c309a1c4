def parse_positive_int(text):
    """The number in a query parameter or hidden field; 0 for anything else, and for more than 7 digits."""
    return int(text) if text.isdecimal() and len(text) < 8 else 0


def format_number(number):
    """With German separators: 100.000."""
    return f"{number:,}".replace(",", ".")
