"""Queries that are asked so often that building their SQL anew each time would take longer than the answer.

A leaf: it imports no other app of ours. See docs/decisions/0019 and, for when it pays, 0022.
"""
