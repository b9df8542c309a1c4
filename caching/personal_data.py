"""What is noted of a change says neither what nor by whom."""

NON_PERSONAL = {"caching.SiteChange": "id made_at"}
