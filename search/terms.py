"""What a question asks of an index, whichever engine keeps it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Word:
    """A word in any of its forms; ``distance`` is how many words after the one before it in a phrase it stands.

    ``begins`` is the start of a word that is still being typed: whatever goes on from there is met too.
    """

    forms: tuple[str, ...]
    distance: int = 1
    begins: str = ""


#: One word, or the words of a phrase side by side.
Group = tuple[Word, ...]


@dataclass(frozen=True)
class Terms:
    """Groups that what is found must meet, all of them; without any, everything is met."""

    groups: tuple[Group, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.groups)
