from django import template

from cms import limits

register = template.Library()
SEAT, STEP, AISLE, ROW = 13, 18, 8, 12


@register.inclusion_tag("cms/events/seats.html")
def seats(event):
    """The places as in a room: those taken are dark. Nothing without a limit, or of a hall."""
    number = event.capacity or 0
    if not event.needs_registration or number > limits.SEATS_DRAWN:
        return {}
    places = [place_of(index) for index in range(number)]
    return {
        "taken": places[: event.taken],
        "free": places[event.taken :],
        "width": ROW * STEP + AISLE - (STEP - SEAT),
        "height": -(-number // ROW) * STEP - (STEP - SEAT),
    }


def place_of(index):
    row, column = divmod(index, ROW)
    return column * STEP + (AISLE if column >= ROW // 2 else 0), row * STEP
