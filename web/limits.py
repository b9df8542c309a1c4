REMEMBERED_ADDRESSES = 10_000
"""Addresses that a process need not find anew for {% url %}: some 3 MB; the one unused for longest goes first."""
