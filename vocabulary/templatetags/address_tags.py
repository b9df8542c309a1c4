from django import template

from vocabulary.addresses import readable_address

register = template.Library()


@register.filter
def readable(email):
    """The address as people write it. Built into all templates: {{ user.email|readable }}."""
    return readable_address(email or "")
