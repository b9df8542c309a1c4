"""Maps of municipalities: one for the start page and the pages of programmes, a small one for a city."""

from django import template

from drawings import bwmap

register = template.Library()


@register.simple_tag
def towns_map(programmes):
    names = " und ".join(one.title for one in programmes)
    places = (town.place for one in programmes for town in one.towns)
    return bwmap.bw_map(places, label=f"Karte von Baden-Württemberg: {names}")


@register.simple_tag
def city_map(municipality, neighbours):
    """Where a municipality is among those of its programme, which may be none."""
    towns = {municipality.slug: municipality} | {town.slug: town for town in neighbours or ()}
    label = f"Karte von Baden-Württemberg: wo {municipality.title} liegt"
    return bwmap.place_map(tuple(bwmap.Place.of(town) for town in towns.values()), municipality.slug, label)
