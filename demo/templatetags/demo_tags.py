from django import template

from demo import second_factors

register = template.Library()


@register.simple_tag
def second_factor_numbers():
    """See demo.second_factors.current_numbers."""
    return second_factors.current_numbers()
