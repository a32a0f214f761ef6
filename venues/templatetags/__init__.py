"""Template tags of venues."""
