"""Columns of the admin's lists."""

from typing import Any

from django.db.models import Model
from django.utils import timezone
from wagtail.admin.ui.tables import DateColumn


class MomentColumn(DateColumn):
    """How long ago something was; its date and hour where it is still to come."""

    cell_template_name = "core/moment_cell.html"

    def get_cell_context_data(self, instance: Model, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Return what the cell shows, with ``is_to_come``."""
        context = super().get_cell_context_data(instance, parent_context)
        moment = context["value"]
        return context | {"is_to_come": moment is not None and moment > timezone.now()}
