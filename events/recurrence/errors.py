"""What a rule may not say."""

from django.utils.functional import Promise


class RuleError(ValueError):
    """A rule that makes no sense; ``message`` is a sentence for the editor, ``code`` and ``field`` name the fault."""

    def __init__(self, code: str, message: str | Promise, field: str = "", **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self._message = message
        self._facts = facts

    @property
    def message(self) -> str:
        """The sentence in the active language."""
        return str(self._message) % self._facts if self._facts else str(self._message)
