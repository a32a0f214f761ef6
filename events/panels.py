"""What the event form shows of dates: a list to begin with, then the way to the screen that keeps them."""

from typing import Any

from wagtail.admin.panels import InlinePanel, Panel


class FirstDatesPanel(InlinePanel):
    """Single dates of an event that is being made; once it is saved, its dates have a screen of their own."""

    class BoundPanel(InlinePanel.BoundPanel):
        def __init__(self, **kwargs: Any) -> None:
            relation, form = kwargs["panel"].relation_name, kwargs["form"]
            self.has_formset = form is None or relation in form.formsets
            if not self.has_formset:
                kwargs["form"] = None
            super().__init__(**kwargs)

        def is_shown(self) -> bool:
            return self.has_formset and super().is_shown()


class DatesPanel(Panel):
    """The dates of a saved event, and the button to the screen where they are changed."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "events/admin/dates_panel.html"

        def is_shown(self) -> bool:
            return bool(self.instance and self.instance.pk) and super().is_shown()

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            event = self.instance.original
            return (super().get_context_data(parent_context) or {}) | {
                "event": event,
                "is_original": event.pk == self.instance.pk,
                "rules": list(event.recurrences.all()),
                "count": event.occurrences.count(),
                "next": event.occurrences.upcoming().order_by("starts_at").first(),
            }
