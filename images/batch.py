"""Facts given to many photographs at once: above the drop while they come in, or to a selection later."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from taggit.forms import TagField
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminPageChooser, AdminTagWidget

from images.models import CreditLine, Licence, Photo


class BatchForm(forms.Form):
    """What is filled in is set on every photograph; what is left empty stays as it is, or as the file says."""

    credit = forms.ModelChoiceField(CreditLine.objects.all(), label=_("Credit line"), required=False)
    topic = forms.ModelChoiceField(None, required=False, label=_("Topic"))
    event = forms.ModelChoiceField(None, required=False, label=_("Event"))
    licence = forms.ChoiceField(choices=[("", "—"), *Licence.choices], label=_("Licence"), required=False)
    usage_from = forms.DateField(label=_("May be shown from"), required=False, widget=AdminDateInput())
    usage_until = forms.DateField(label=_("May be shown until"), required=False, widget=AdminDateInput())
    embargo_until = forms.DateTimeField(label=_("Embargo until"), required=False, widget=AdminDateTimeInput())
    is_for_press = forms.TypedChoiceField(
        label=_("Originals for journalists"),
        choices=[("", "—"), ("yes", _("may be downloaded")), ("no", _("stay in the house"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
    )
    tags = TagField(label=_("Tags"), required=False, widget=AdminTagWidget())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("topic", "event"):
            self.fields[name].queryset = Photo._meta.get_field(name).remote_field.model._default_manager.all()
        self.fields["event"].widget = AdminPageChooser(target_models=[self.fields["event"].queryset.model])
        self.fields["event"].widget.is_required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("usage_from"), cleaned.get("usage_until")
        if first and last and last < first:
            self.add_error("usage_until", _("The last day lies before the first."))
        return cleaned

    def apply(self, photo: Photo) -> None:
        """Set what is filled in on ``photo``, which is not saved."""
        for name in ("credit", "topic", "event", "licence", "usage_from", "usage_until", "embargo_until"):
            value = self.cleaned_data.get(name)
            if value:
                setattr(photo, name, value)
        if self.cleaned_data.get("is_for_press") is not None:
            photo.is_for_press = self.cleaned_data["is_for_press"]
        if photo.usage_from and photo.usage_until and photo.usage_until < photo.usage_from:
            photo.usage_from = None  # one of the two was set earlier, for a stretch that is over

    def add_tags(self, photo: Photo) -> None:
        """Add the tags to a saved photograph; those it has stay."""
        if self.cleaned_data.get("tags"):
            photo.tags.add(*self.cleaned_data["tags"])


class UploadForm(BatchForm):
    """The form above the drop: the language of the captions too."""

    language = forms.ChoiceField(
        label=_("Language of the captions"),
        choices=[("", _("as they are written")), ("ru", _("Russian")), ("en", _("English"))],
        required=False,
    )
    field_order: ClassVar[list[str]] = ["credit", "language"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credit"].help_text = _("Left empty, the name written in each file is taken.")

    def apply(self, photo: Photo) -> None:
        super().apply(photo)
        photo.caption_language = self.cleaned_data.get("language") or ""
