"""The five shelves of the block picker."""

from django.utils.translation import gettext_lazy as _

TEXT = _("Text")
PICTURES = _("Pictures and video")
PEOPLE = _("People and partners")
LINKS = _("Links")
PROGRAMME = _("Programme")
