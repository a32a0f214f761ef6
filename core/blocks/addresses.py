"""Addresses that a block may lead to."""

import re
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail_localize.segments import OverridableSegmentValue

from core.blocks.prose import SAFE_SCHEMES

_is_web_address = URLValidator(schemes=["http", "https"])
_is_email = EmailValidator()
_PHONE = re.compile(r"\+?[0-9][0-9 ().-]{2,30}")


def is_safe_address(address: str) -> bool:
    """Whether ``address`` may stand in a link: one of the four schemes, and nothing a browser would run."""
    try:
        return urlsplit(address).scheme in SAFE_SCHEMES
    except ValueError:
        return False


def validate_address(address: str) -> None:
    """Accept http, https, mailto and tel addresses; raise ValidationError with a hint for anything else."""
    scheme, _colon, rest = address.partition(":")
    scheme = scheme.lower()
    if scheme not in SAFE_SCHEMES or not is_safe_address(address):
        raise ValidationError(_("Begin the address with https://, http://, mailto: or tel:."))
    if scheme == "mailto":
        _is_email(rest.partition("?")[0])
    elif scheme == "tel":
        if not _PHONE.fullmatch(rest):
            raise ValidationError(_("Give the telephone number in digits, as in tel:+74951234567."))
    else:
        _is_web_address(address)


class ReplaceableAddressMixin:
    """Mixed into a block that holds an address: a translator may give another in this language."""

    def get_translatable_segments(self, value: str | None) -> list[OverridableSegmentValue]:
        return [OverridableSegmentValue("", value)] if value else []

    def restore_translated_segments(self, value: str | None, segments: list[OverridableSegmentValue]) -> str | None:
        return str(segments[0].data) if segments else value


class AddressBlock(ReplaceableAddressMixin, blocks.URLBlock):
    """An address on the web, an e-mail address or a telephone number. A translator may give another."""

    def __init__(
        self,
        required: bool = True,
        help_text: str = "",
        validators: Sequence[Callable[[str], None]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(required=required, help_text=help_text, **kwargs)
        self.field = forms.CharField(
            required=required,
            help_text=help_text,
            max_length=2000,
            validators=[validate_address, *validators],
        )

    class Meta:
        default = ""
        icon = "link-external"
        label = pgettext_lazy("on the web", "Address")
