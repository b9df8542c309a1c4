"""Data protection: processing records, export, deletion and retention of personal data."""
