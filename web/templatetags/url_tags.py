"""{% url %} that finds an address once: what Django's takes 40 µs for, some twenty times a page."""

from functools import lru_cache
from uuid import UUID

from django import template
from django.conf import settings
from django.template import defaulttags
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.html import conditional_escape

from web.limits import REMEMBERED_ADDRESSES

register = template.Library()
# Equal values of these make equal addresses: what is equal of a model is its key. True, an int, equals 1.
KINDS = (int, str, UUID)


class URLNode(defaulttags.URLNode):
    def render(self, context):
        args = tuple(arg.resolve(context) for arg in self.args)
        if self.kwargs or not all(isinstance(arg, KINDS) and not isinstance(arg, bool) for arg in args):
            return super().render(context)
        place = settings.ROOT_URLCONF, get_script_prefix(), find_namespace(context)
        try:
            url = reverse_once(self.view_name.resolve(context), args, *place)
        except NoReverseMatch:
            return super().render(context)
        if self.asvar:
            context[self.asvar] = url
            return ""
        return conditional_escape(url) if context.autoescape else url


@lru_cache(REMEMBERED_ADDRESSES)
def reverse_once(name, args, urlconf, prefix, namespace):
    return reverse(name, args=args, current_app=namespace)


def find_namespace(context):
    request = getattr(context, "request", None)
    match = getattr(request, "resolver_match", None)
    return getattr(request, "current_app", getattr(match, "namespace", None))


@register.tag
def url(parser, token):
    node = defaulttags.url(parser, token)
    return URLNode(node.view_name, node.args, node.kwargs, node.asvar)
