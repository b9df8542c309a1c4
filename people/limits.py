"""All limits and durations of people, each with its unit and reason."""

from datetime import timedelta

PEOPLE_PER_PAGE = 30
# Matching people beside the directory's first page.
MATCHES_SHOWN = 4
# Each word is looked for in the whole profile of everybody.
SEARCH_MAX_WORDS = 8
# How long browsers keep a photo without asking: another photo has another address.
PHOTO_CACHE_AGE = timedelta(days=1)
