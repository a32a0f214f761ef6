"""How a page of a batch says that it cannot be done."""


class RefusedError(Exception):
    """A page that cannot be done; its text says why, to the person who asked."""
