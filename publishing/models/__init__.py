"""When pages go out, and with what."""

from publishing.models.embargo import Embargoed
from publishing.models.releases import Release, ReleaseAnnouncement, ReleasePage
from publishing.models.review import ReviewLink

__all__ = ["Embargoed", "Release", "ReleaseAnnouncement", "ReleasePage", "ReviewLink"]
