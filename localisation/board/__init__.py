"""The board: every page, record and photograph with its state in the other language."""
