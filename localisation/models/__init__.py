"""What the translators' desk keeps of its own beside wagtail-localize's records."""

from localisation.models.additions import FieldAddition
from localisation.models.arrivals import Arrival
from localisation.models.batches import Batch, BatchItem
from localisation.models.glossary import GlossaryTerm
from localisation.models.jobs import TranslationJob
from localisation.models.machine import MachineRun
from localisation.models.memory import MemoryEntry
from localisation.models.notices import Delivery, Notice, NoticePreference
from localisation.models.sections import SectionRule

__all__ = [
    "Arrival",
    "Batch",
    "BatchItem",
    "Delivery",
    "FieldAddition",
    "GlossaryTerm",
    "MachineRun",
    "MemoryEntry",
    "Notice",
    "NoticePreference",
    "SectionRule",
    "TranslationJob",
]
