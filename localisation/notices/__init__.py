"""Notices to the people of the desk: who is told what, and how."""
