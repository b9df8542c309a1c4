"""Requests for advice in /redaktion/: the list, the page of one, and the numbers."""
