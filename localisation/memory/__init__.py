"""The translation memory: what was translated once is not translated again."""
