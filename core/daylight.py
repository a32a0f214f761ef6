"""Where the sun stands: the hour of light that gives the site its accent."""

from datetime import UTC, datetime, timedelta
from math import asin, atan2, cos, degrees, radians, sin

EPOCH = datetime(2000, 1, 1, 12, tzinfo=UTC)
#: Degrees above and below the horizon between which the light is that of dawn or dusk.
LOW_SUN = 6
DAWN, DAY, DUSK, NIGHT = "dawn", "day", "dusk", "night"


def sun_elevation(moment: datetime, latitude: float, longitude: float) -> float:
    """Return the height of the sun's centre over the horizon, in degrees, refraction left aside.

    ``moment`` carries a time zone; ``latitude`` and ``longitude`` are in degrees, north and east positive.
    Good to a few hundredths of a degree from 1950 to 2050: the low-precision formulas of the Astronomical
    Almanac, page C5.
    """
    days = (moment - EPOCH) / timedelta(days=1)
    anomaly = radians(357.529 + 0.98560028 * days)
    ecliptic = radians(280.459 + 0.98564736 * days + 1.915 * sin(anomaly) + 0.020 * sin(2 * anomaly))
    obliquity = radians(23.439 - 0.00000036 * days)
    declination = asin(sin(obliquity) * sin(ecliptic))
    right_ascension = atan2(cos(obliquity) * sin(ecliptic), cos(ecliptic))
    sidereal = radians((18.697374558 + 24.06570982441908 * days) * 15 + longitude)
    north = radians(latitude)
    hour_angle = sidereal - right_ascension
    return degrees(asin(sin(north) * sin(declination) + cos(north) * cos(declination) * cos(hour_angle)))


def light_at(moment: datetime, latitude: float | None, longitude: float | None) -> str:
    """Return ``dawn``, ``day``, ``dusk`` or ``night`` at a place; ``day`` where the place is not known."""
    if latitude is None or longitude is None:
        return DAY
    now = sun_elevation(moment, latitude, longitude)
    if now > LOW_SUN:
        return DAY
    if now < -LOW_SUN:
        return NIGHT
    is_rising = sun_elevation(moment + timedelta(minutes=1), latitude, longitude) > now
    return DAWN if is_rising else DUSK
