"""The editor of a translation: original and translation side by side."""
