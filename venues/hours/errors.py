"""The one error of the opening hours."""


class HoursError(ValueError):
    """Entries that make no sense. The code and the values let a form say so in the reader's language."""

    def __init__(self, code: str, message: str, **values: object) -> None:
        super().__init__(message.format(**values))
        self.code = code
        self.values = values
