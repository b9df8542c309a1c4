"""Redirects that editors enter: Wagtail's, with checks of where they lead, and a list of them from a table."""
