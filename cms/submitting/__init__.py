"""Members write fact sheets, and changes to them, outside the admin; editors decide in Wagtail's workflow."""
