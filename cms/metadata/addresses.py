"""Absolute addresses, below BASE_URL as those of mails: Wagtail's own begin as a row says that editors can change."""

from urllib.parse import urljoin

from django.conf import settings


def complete_address(path):
    return urljoin(f"{settings.BASE_URL}/", path)


def full_address(page, request=None):
    """None for a page that has no address yet."""
    path = page.get_url(request)
    return path and complete_address(path)
