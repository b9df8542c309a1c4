"""What surrounds an event's page: signing up with a waiting list, what editors see of it, and the calendar."""
