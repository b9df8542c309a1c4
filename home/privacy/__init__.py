"""A person's rights to their data: what is stored, taking it along, and having it deleted."""
