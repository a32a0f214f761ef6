"""Closed lists of what a venue can offer."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Facility(models.TextChoices):
    """What a venue offers to those who come."""

    STEP_FREE = "step_free", _("Step-free entrance")
    LIFT = "lift", _("Lift")
    HEARING_LOOP = "hearing_loop", _("Hearing loop")
    SIGN_LANGUAGE = "sign_language", _("Sign-language tours")
    GUIDE_DOG = "guide_dog", _("Guide dogs welcome")
    QUIET_ROOM = "quiet_room", _("Quiet room")
    BABY_ROOM = "baby_room", _("Baby room")
    TOILET = "toilet", _("Accessible toilet")
    CLOAKROOM = "cloakroom", _("Cloakroom")
    CAFE = "cafe", _("Café")
    SHOP = "shop", _("Shop")
    LIBRARY = "library", _("Library")
    WIFI = "wifi", _("Free Wi-Fi")
    PARKING = "parking", _("Parking for disabled visitors")

    @property
    def icon(self) -> str:
        """The name of its drawing in the sprite."""
        return ICONS.get(self.value, "check")


ICONS = {
    "step_free": "wheel",
    "lift": "lift",
    "hearing_loop": "loop",
    "sign_language": "sign",
    "guide_dog": "dog",
    "quiet_room": "quiet",
    "baby_room": "baby",
    "cloakroom": "coat",
    "cafe": "cafe",
    "parking": "car",
}
