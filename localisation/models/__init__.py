"""What the translators' desk keeps of its own beside wagtail-localize's records."""

from localisation.models.additions import FieldAddition
from localisation.models.glossary import GlossaryTerm
from localisation.models.memory import MemoryEntry

__all__ = ["FieldAddition", "GlossaryTerm", "MemoryEntry"]
