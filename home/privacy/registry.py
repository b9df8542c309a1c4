"""All that is stored about people, from every app and every package that has tables."""

import accounts.personal

HOLDINGS = [*accounts.personal.HOLDINGS]
