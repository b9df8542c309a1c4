"""Files that people upload: told apart by their content, and made anew before anybody sees them.

A leaf: it imports no other app of ours, has no models and writes nothing to disk.
"""
