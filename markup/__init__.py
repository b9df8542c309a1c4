"""Markdown to safe HTML. All text that people write and pages show as HTML goes through `render`.

A leaf: it imports no other app of ours and runs no queries; people and posts come as arguments.
"""
