"""Screens of this room, in the admin and before guests."""
