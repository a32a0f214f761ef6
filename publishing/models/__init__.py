"""When pages go out, and with what."""

from publishing.models.embargo import Embargoed
from publishing.models.releases import Release, ReleaseAnnouncement, ReleasePage

__all__ = ["Embargoed", "Release", "ReleaseAnnouncement", "ReleasePage"]
