"""Which part of a photograph each placement shows."""

from dataclasses import dataclass
from typing import ClassVar, TypedDict

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Crop(TypedDict):
    """A rectangle of the upright picture in fractions of its width and height, each from 0 to 1."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Placement:
    """A place on the site that shows a part of a photograph: its name, its proportions, the box it stands in."""

    key: str
    label: Promise
    ratio: tuple[int, int]
    box: str

    @property
    def proportion(self) -> float:
        """Width divided by height."""
        return self.ratio[0] / self.ratio[1]


PLACEMENTS = (
    Placement("lead", _("Head of an article"), (21, 9), "r219"),
    Placement("card", _("Card in a list"), (3, 2), "r32"),
    Placement("portrait", _("Portrait"), (4, 5), "r45"),
    Placement("social", _("Shared link"), (1200, 630), ""),
)
SMALLEST_SIDE = 0.05


class CroppedMixin(models.Model):
    """A photograph that may be cropped differently for each placement."""

    crops = models.JSONField(
        _("crops"),
        default=dict,
        blank=True,
        help_text=_("What each placement shows. Where nothing is set, the cut is made around the focal point."),
    )

    class Meta:
        abstract = True

    placements: ClassVar[tuple[Placement, ...]] = PLACEMENTS

    def clean(self) -> None:
        super().clean()
        keys = {placement.key for placement in PLACEMENTS}
        if not isinstance(self.crops, dict) or not self.crops.keys() <= keys:
            raise ValidationError({"crops": _("These crops cannot be read.")})
        if not all(is_crop(value) for value in self.crops.values()):
            raise ValidationError({"crops": _("A crop lies outside the photograph or is too small.")})

    def default_crop(self, placement: Placement) -> Crop:
        """Return the largest cut of the placement's proportions that keeps the focal point nearest its middle."""
        across = down = 0.5
        if self.has_focal_point() and self.width and self.height:
            across = min(max(self.focal_point_x / self.width, 0.0), 1.0)
            down = min(max(self.focal_point_y / self.height, 0.0), 1.0)
        own = self.width / self.height if self.width and self.height else placement.proportion
        width = min(1.0, placement.proportion / own)
        height = min(1.0, own / placement.proportion)
        return {
            "x": round(min(max(across - width / 2, 0.0), 1.0 - width), 4),
            "y": round(min(max(down - height / 2, 0.0), 1.0 - height), 4),
            "width": round(width, 4),
            "height": round(height, 4),
        }


def is_crop(value: object) -> bool:
    """Whether ``value`` is a rectangle that lies within the picture and shows something."""
    if not isinstance(value, dict) or value.keys() != {"x", "y", "width", "height"}:
        return False
    if not all(isinstance(number, int | float) and not isinstance(number, bool) for number in value.values()):
        return False
    x, y, width, height = value["x"], value["y"], value["width"], value["height"]
    return (
        x >= 0
        and y >= 0
        and width >= SMALLEST_SIDE
        and height >= SMALLEST_SIDE
        and x + width <= 1.001
        and y + height <= 1.001
    )
