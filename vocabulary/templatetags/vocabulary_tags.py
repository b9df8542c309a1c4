from django import template

from vocabulary.addresses import readable_domain
from vocabulary.models import Municipality

register = template.Library()


@register.simple_tag
def town_names():
    """For suggestions while typing: (title, mail domains joined by spaces) of every municipality.

    Those with umlauts in both forms, since either is typed.
    """
    found = Municipality.objects.values_list("title", "mail_domains")
    return [
        (title, " ".join(dict.fromkeys([*domains, *map(readable_domain, domains)])))
        for title, domains in found
    ]
