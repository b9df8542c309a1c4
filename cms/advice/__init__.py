"""Advice for cities: how a request arrives, what the person may read of it, and how editors work on it."""
