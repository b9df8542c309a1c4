"""What people are owed about their data: records of it, the export, deletion, retention."""
