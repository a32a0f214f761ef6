"""A Word file becomes the draft of an article."""
