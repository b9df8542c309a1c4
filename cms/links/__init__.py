"""External addresses on the site: where they stand, whether they still answer, and what editors see of it."""
