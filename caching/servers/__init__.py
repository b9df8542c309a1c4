"""Servers beside the database that make pages sooner, and that the site does without while they are away."""
