"""What the acts are called. The owning apps register theirs at start-up, since this leaf knows none of them."""

labels: dict[str, str] = {}


def register(acts) -> None:
    """Adds a TextChoices of acts; its labels are written after a person's name: „hat den Link erstellt“."""
    labels.update(acts.choices)
