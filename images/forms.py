"""The form a photograph comes in through."""

import io
from datetime import datetime
from pathlib import PurePath
from typing import Any

import willow
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.forms import HiddenInput
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from PIL import Image
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateInput, AdminDateTimeInput, AdminPageChooser
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from images.intake import tag
from images.models import Photo
from images.publishing import known_to_readers


class DecodedImageField(WagtailImageField):
    """Decodes the whole file before it is let in: what cannot be read is a message, never an error later."""

    def to_python(self, data: Any) -> UploadedFile | None:
        try:
            upload = super().to_python(data)
            if upload is not None:
                self._decode(upload)
                if upload.image.format_name == "heic":
                    upload = self._as_jpeg(upload)
        except ValidationError:
            raise
        except Exception as error:
            raise ValidationError(self.damaged, code="damaged_image") from error
        return upload

    damaged = _("This file is damaged or incomplete: it cannot be read to the end.")

    @staticmethod
    def _decode(upload: UploadedFile) -> None:
        upload.seek(0)
        with Image.open(upload) as picture:
            picture.load()
        upload.seek(0)

    @staticmethod
    def _as_jpeg(upload: UploadedFile) -> UploadedFile:
        """Return a phone's HEIC as a JPEG, with its profile and what it says of itself."""
        with Image.open(upload) as picture:
            kept = {name: picture.info[name] for name in ("icc_profile", "exif", "xmp") if picture.info.get(name)}
            buffer = io.BytesIO()
            picture.convert("RGB").save(buffer, "JPEG", quality=95, subsampling=0, **kept)
        name = f"{PurePath(upload.name or 'photo').stem}.jpg"
        converted = SimpleUploadedFile(name, buffer.getvalue(), "image/jpeg")
        converted.image = willow.Image.open(converted)  # what Wagtail's own field leaves on an upload
        converted.seek(0)
        return converted


#: What somebody who adds no photographs, a translator, may change about one.
TEXTS = ("alt_ru", "alt_en", "caption_ru", "caption_en")


class PhotoForm(BaseImageForm):
    """Uploading and editing a photograph. Whoever may not add photographs edits their texts only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        user = kwargs.get("user")
        super().__init__(*args, **kwargs)
        if user is not None and not self.permission_policy.user_has_permission(user, "add"):
            self.fields = {name: self.fields[name] for name in TEXTS if name in self.fields}
        self._give_widgets()
        stock = self.fields.get("file")
        if isinstance(stock, WagtailImageField):
            strict = DecodedImageField(
                label=stock.label, help_text=stock.help_text, required=stock.required, widget=stock.widget
            )
            self.fields["file"] = strict

    def clean_embargo_until(self) -> datetime | None:
        """Refuse to darken what readers can see already."""
        until = self.cleaned_data["embargo_until"]
        is_set = "embargo_until" in self.changed_data and until is not None and until > timezone.now()
        if is_set and self.instance.pk and known_to_readers([self.instance.pk]):
            raise ValidationError(
                _("Readers can see this photograph already. Take it off the pages it stands on first.")
            )
        return until

    def save(self, commit: bool = True) -> Photo:
        """Keep the keywords of the file where nobody has typed tags."""
        photo = super().save(commit=commit)
        if commit and getattr(photo, "read_keywords", None):
            tag(photo, photo.read_keywords)
        return photo

    def _give_widgets(self) -> None:
        """Choose days, moments and the event as everywhere else in the admin."""
        for name, widget in (
            ("usage_from", AdminDateInput()),
            ("usage_until", AdminDateInput()),
            ("taken_at", AdminDateTimeInput()),
            ("embargo_until", AdminDateTimeInput()),
        ):
            if name in self.fields:
                self.fields[name].widget = widget
        if "event" in self.fields:
            event = Photo._meta.get_field("event").related_model
            self.fields["event"].widget = AdminPageChooser(target_models=[event])
        if "crops" in self.fields:
            self.fields["crops"].widget = HiddenInput()
        if "rights_note" in self.fields:
            self.fields["rights_note"].widget = AdminAutoHeightTextInput()
