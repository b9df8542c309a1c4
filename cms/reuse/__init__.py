"""Re-use: a member reports that their city does the same as a fact sheet tells, an editor confirms it."""
