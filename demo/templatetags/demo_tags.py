from django import template

from demo import second_factors

register = template.Library()


@register.simple_tag
def second_factor_numbers():
    """The numbers with which the demo's people pass the second step; None where this is no demo."""
    return second_factors.numbers()
