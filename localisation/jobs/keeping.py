"""The board's own chore: rows for what was made past the admin, by code or in many rows at once."""

from localisation.jobs import pages, records


def keep_board() -> int:
    """Make, renew and drop rows where they differ from pages and records; return how many rows of pages changed."""
    records.keep_rows()
    return pages.keep_rows()
