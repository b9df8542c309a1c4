"""The labels of acts. Apps register theirs when they start, since this app imports none of them."""

labels: dict[str, str] = {}


def register_labels(acts) -> None:
    """`acts`: a TextChoices whose labels follow a person's name, for example „hat den Link erstellt“."""
    labels.update(acts.choices)
