"""Markdown to safe HTML: the one way in which text that people write becomes part of a page.

A leaf: it imports no other app of ours and looks nothing up; people and posts come as arguments.
"""
