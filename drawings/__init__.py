"""The product's drawn things: figure-ground plans, glyphs, icons and the map, as inline SVG.

A leaf: it imports no other app of ours. Every drawing follows from its arguments alone,
so the same slug has the same drawing in every process and on every machine. Each process remembers what it drew: see
docs/decisions/0003.
"""
