"""What hangs on an event: topics, speakers, organisations, photographs."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel
from wagtail.images import get_image_model_string
from wagtail.models import Orderable

from core.bilingual import Localized
from events.models.choices import Capacity


class EventTopic(Orderable):
    """A topic of an event."""

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="topics")
    topic = models.ForeignKey("articles.Topic", verbose_name=_("topic"), on_delete=models.CASCADE, related_name="+")

    panels: ClassVar[list] = ["topic"]


class EventSpeaker(Orderable):
    """A person at an event and what they do there."""

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="speakers")
    person = models.ForeignKey(
        "people.Person", verbose_name=_("person"), on_delete=models.CASCADE, related_name="event_roles"
    )
    role_ru = models.CharField(
        _("role at the event (Russian)"),
        max_length=160,
        blank=True,
        help_text=_("“Moderator”, “conductor”. Left empty, the person’s position is shown."),
    )
    role_en = models.CharField(_("role at the event (English)"), max_length=160, blank=True)

    role = Localized("role")

    panels: ClassVar[list] = ["person", FieldRowPanel(["role_ru", "role_en"])]

    @property
    def words(self) -> str:
        """What the person does at the event, or else their position."""
        return self.role or self.person.role


class EventOrganisation(Orderable):
    """An organisation that makes an event happen."""

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="organisations")
    organisation = models.ForeignKey(
        "people.Organisation", verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="+"
    )
    capacity = models.CharField(_("capacity"), max_length=16, choices=Capacity.choices, default=Capacity.PARTNER)

    panels: ClassVar[list] = [FieldRowPanel(["organisation", "capacity"])]


class EventPhoto(Orderable):
    """A photograph of an event."""

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="photos")
    photo = models.ForeignKey(
        get_image_model_string(), verbose_name=_("photograph"), on_delete=models.CASCADE, related_name="+"
    )

    panels: ClassVar[list] = ["photo"]
