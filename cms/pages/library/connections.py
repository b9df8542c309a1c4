"""How theme fields are connected: by the fact sheets that carry two of them."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from cms import limits
from cms.pages.library.fact_sheet import FactSheetPage
from drawings.diagrams.network import Node, draw_ring, draw_star
from vocabulary.models import ThemeField


@dataclass(frozen=True)
class Connection:
    """`number`: of the fact sheets that carry this field, too."""

    field: ThemeField
    number: int


def connect_fields(fields, sheets):
    """Gives each of the fields, which are all there are, its `connections`, the strongest first."""
    pairs = FactSheetPage.theme_fields.through.objects.filter(
        factsheetpage__in=sheets.order_by().values("pk")
    )
    counted = pairs.values_list("themefield", "factsheetpage__theme_fields").annotate(Count("pk"))
    by_key, found = {field.pk: field for field in fields}, defaultdict(list)
    for one, other, number in counted:
        if one != other:
            found[one].append(Connection(by_key[other], number))
    for field in fields:
        field.connections = sorted(
            found[field.pk], key=lambda one: (-one.number, one.field.order, one.field.title)
        )


def draw_connections(fields, base):
    """All fields with their ways; `base` is the address above those of the fields."""
    nodes = [make_node(field, field.numbers["sheets"], f"{base}{field.slug}/") for field in fields]
    ways = {
        (field.slug, one.field.slug): one.number
        for field in fields
        for one in field.connections
        if field.slug < one.field.slug
    }
    label = "Netz der Themenfelder"
    description = "Je breiter der Weg zwischen zwei Feldern, desto mehr Steckbriefe tragen beide."
    return draw_ring(nodes, ways, label, f"{description} Die Zahlen stehen in der Tabelle.")


def draw_neighbours(field):
    """The field among those that it is connected with most."""
    nearest = field.connections[: limits.NEIGHBOURS_DRAWN]
    nodes = [make_node(one.field, one.number) for one in nearest]
    names = ", ".join(one.field.title for one in nearest)
    return draw_star(
        make_node(field), nodes, f"Netz: {field}, verbunden mit {names}. Die Zahlen stehen in der Liste."
    )


def make_node(field, number=0, href=""):
    return Node(field.slug, field.short_title or field.title, number, href)
