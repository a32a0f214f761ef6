"""Texts of an original as segments, written in few queries."""
