"""Submitting, or reading anew, many pages in the background."""
