"""A forum of any size for measuring: `manage.py seed_benchmark`. Its texts are made up and the same in every run."""
