"""What all our pages about one group in /redaktion/ have in common."""

from django.shortcuts import render
from django.urls import reverse

from groups.admin.viewset import state_in_words

LIST = "wagtailsnippets_groups_group:list"


def render_group_page(request, group, template, title="", **context):
    """The group's page, or with a `title` a page below it."""
    manage_url = reverse("groups_manage", args=[group.pk])
    form = context.get("form")
    context |= {
        "group": group,
        "state": state_in_words(group),
        "manage_url": manage_url,
        "header_icon": "group",
        "header_title": f"{title}: {group.title}" if title else f"{group.title} verwalten",
        "breadcrumbs_items": breadcrumbs(group, manage_url, title),
        "has_errors": bool(form and form.errors),
    }
    return render(request, f"wagtailadmin/groups/{template}.html", context)


def breadcrumbs(group, manage_url, title):
    path = [
        {"url": reverse("wagtailadmin_home"), "label": "Start"},
        {"url": reverse(LIST), "label": "Gruppen"},
        {"url": manage_url, "label": group.title},
    ]
    return [*path, {"url": "", "label": title}] if title else path
