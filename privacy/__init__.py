"""What it means to keep something about a person: for what, for how long, and what becomes of it."""
