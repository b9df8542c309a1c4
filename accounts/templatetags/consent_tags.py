from django import template

from accounts.models import ConsentText

register = template.Library()


@register.simple_tag
def current_consent_text():
    return ConsentText.objects.current()


@register.simple_tag
def consents_of(user):
    """The user's Consents with their texts, the newest first."""
    return list(user.consents.newest())
