"""Wagtail's forms for images and documents, as editors of this site need them."""
