"""Uploaded files: their type is found by content, and they are encoded anew before anybody sees them.

A leaf: it imports no other app of ours, has no models and writes nothing to disk.
"""
