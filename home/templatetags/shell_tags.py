"""What surrounds the content of every page."""

from django import template

from caching.html import render_once
from caching.store import Store
from home.limits import STORED_SHELL_PARTS

register = template.Library()
parts = Store(STORED_SHELL_PARTS)


@register.simple_tag
def head_assets():
    return render_once(parts, "components/head_assets.html", None, {})


@register.simple_tag(takes_context=True)
def shell_part(context, name):
    """A part that knows of the request only its `shell` (home/navigation.py): made once for all that have an equal one."""
    shell = context["navigation"].shell
    return render_once(parts, f"navigation/kept/{name}.html", shell, {"shell": shell})


@register.simple_tag(takes_context=True)
def account_part(context):
    """The bell and the menu of one's account, which also know who is signed in."""
    navigation = context["navigation"]
    known = {"shell": navigation.shell, "person": navigation.account}
    return render_once(parts, "navigation/kept/account.html", tuple(known.values()), known)
