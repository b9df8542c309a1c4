"""What a post or a row of a thread list looks like: the HTML that is the same for all, and what only one reader has."""
