"""Closed lists of what an event can be."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """What sort of event it is."""

    EXHIBITION = "exhibition", _("Exhibition")
    DIALOGUE = "dialogue", _("Open dialogue")
    FORUM = "forum", _("Forum")
    FESTIVAL = "festival", _("Festival")
    CONCERT = "concert", _("Concert")
    THEATRE = "theatre", _("Performance")
    FILM = "film", _("Film")
    LECTURE = "lecture", _("Lecture")
    WORKSHOP = "workshop", _("Workshop")
    TOUR = "tour", _("Tour")
    QUIET_HOUR = "quiet_hour", _("Quiet hour")


class AgeMark(models.TextChoices):
    """Age marks of Russian law (436-FZ)."""

    ALL = "0+", "0+"
    SIX = "6+", "6+"
    TWELVE = "12+", "12+"
    SIXTEEN = "16+", "16+"
    ADULT = "18+", "18+"


class Booking(models.TextChoices):
    """How one gets in."""

    OPEN = "open", _("No booking needed")
    REGISTRATION = "registration", _("By registration")
    TICKETS = "tickets", _("By ticket")


class EventLanguage(models.TextChoices):
    """Languages an event is held in."""

    RU = "ru", pgettext_lazy("language of an event", "Russian")
    EN = "en", pgettext_lazy("language of an event", "English")
    RSL = "rsl", _("Russian Sign Language")
    BE = "be", _("Belarusian")
    ZH = "zh", _("Chinese")


class AccessService(models.TextChoices):
    """What makes an event open to everyone."""

    SIGN_LANGUAGE = "sign_language", _("Sign language")
    CAPTIONS = "captions", _("Captions")
    AUDIO_DESCRIPTION = "audio_description", _("Audio description")
    HEARING_LOOP = "hearing_loop", _("Hearing loop")
    WHEELCHAIR = "wheelchair", _("Wheelchair access")
    TACTILE = "tactile", _("Tactile exhibits")
    RELAXED = "relaxed", _("Relaxed performance")
    QUIET_HOURS = "quiet_hours", _("Quiet hours")


class Capacity(models.TextChoices):
    """In what capacity an organisation takes part."""

    ORGANISER = "organiser", _("Organiser")
    SUPPORT = "support", _("With the support of")
    PARTNER = "partner", _("Partner")
    MEDIA = "media", _("Media partner")


class OccurrenceStatus(models.TextChoices):
    """What has become of one date."""

    SCHEDULED = "scheduled", _("As planned")
    FEW_LEFT = "few_left", _("Few places left")
    SOLD_OUT = "sold_out", _("Sold out")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")


#: Nothing takes place at the hour given: the new day of what is postponed is not known yet.
NOT_TAKING_PLACE = (OccurrenceStatus.CANCELLED, OccurrenceStatus.POSTPONED)
