"""Dates that repeat: rules by RFC 5545 §3.3.10, without the database and without a clock of their own."""

from events.recurrence.errors import RuleError
from events.recurrence.plans import MOST_DATES, Plan, Planned, Slot
from events.recurrence.rules import Frequency, Rule

__all__ = ["MOST_DATES", "Frequency", "Plan", "Planned", "Rule", "RuleError", "Slot"]
