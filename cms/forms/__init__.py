"""Forms of public pages: what they ask, what keeps programs out, and what becomes of what was sent."""
