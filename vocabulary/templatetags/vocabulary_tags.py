from django import template

from vocabulary.models import Municipality

register = template.Library()


@register.simple_tag
def town_names():
    """For suggestions while typing: (title, mail domains joined by spaces) of every municipality."""
    found = Municipality.objects.values_list("title", "mail_domains")
    return [(title, " ".join(domains)) for title, domains in found]
