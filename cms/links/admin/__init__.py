"""What editors see of links: a report of those that are broken, and one of pages that nothing leads to."""
