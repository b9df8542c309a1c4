STORED_SHELL_PARTS = 4 * 1024 * 1024
"""Bytes, per process, of menus, headers and footers that are kept as HTML: of some 60 entries of menus for each role."""
