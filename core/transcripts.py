"""Can those who cannot hear a page's videos read what is said?"""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail.models import Page

from core.blocks.media import VideoValue
from core.blocks.walking import struct_values
from core.publication import Problem


def videos_can_be_read(page: Page, at: datetime) -> Iterator[Problem]:
    """Ask for a transcript, or at least captions, of each video in a page's body."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for video in struct_values(field.value_from_object(page)):
                if not isinstance(video, VideoValue) or video.has_transcript:
                    continue
                words = {"title": video.get("title") or video.get("url")}
                if video.captions_address:
                    message = _("The video “%(title)s” has captions, but no transcript to read without watching.")
                else:
                    message = _(
                        "The video “%(title)s” has neither a transcript nor captions for those who cannot hear."
                    )
                yield Problem(message % words, is_blocking=False)
