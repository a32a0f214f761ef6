"""What journalists get."""

from typing import Any, ClassVar

from django.db import models
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from accounts.received import Received
from core.bilingual import Localized, current_language
from images.models import Photo


class Boilerplate(models.Model):
    """What stands about the centre below every press text."""

    text_ru = models.TextField(_("about the centre (Russian)"), blank=True)
    text_en = models.TextField(_("about the centre (English)"), blank=True)

    text = Localized("text")

    panels: ClassVar[list] = [FieldPanel("text_ru"), FieldPanel("text_en")]

    class Meta:
        verbose_name = _("text about the centre")
        verbose_name_plural = _("texts about the centre")
        ordering = ("pk",)

    def __str__(self) -> str:
        return (self.text or self.text_ru or self.text_en)[:80]


class PressContact(models.Model):
    """Whom a journalist writes to or rings up."""

    name_ru = models.CharField(_("name (Russian)"), max_length=120, blank=True)
    name_en = models.CharField(_("name (English)"), max_length=120, blank=True)
    role_ru = models.CharField(_("position (Russian)"), max_length=160, blank=True)
    role_en = models.CharField(_("position (English)"), max_length=160, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)

    name = Localized("name")
    role = Localized("role")

    panels: ClassVar[list] = [
        FieldRowPanel(["name_ru", "name_en"]),
        FieldRowPanel(["role_ru", "role_en"]),
        FieldRowPanel(["phone", "email"]),
    ]

    class Meta:
        verbose_name = _("press contact")
        verbose_name_plural = _("press contacts")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name or self.name_ru or self.name_en


class PressPack(models.Model):
    """The ZIP of a page and its translations as the worker made it last."""

    translation_key = models.UUIDField(unique=True)
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    photos = models.JSONField(default=list)
    mark = models.CharField(max_length=64)
    built_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.name

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The photographs for the table on the page, in the reader's language."""
        language = current_language()
        return [{**photo, "caption": photo[f"caption_{language}"]} for photo in self.photos]


class HiddenPhoto(models.Model):
    """A photograph whose files for visitors were taken out of the public's reach."""

    photo = models.OneToOneField(Photo, on_delete=models.CASCADE, related_name="+")
    names = models.JSONField(default=list)

    def __str__(self) -> str:
        return str(self.photo)


class AccreditationRequest(Received):
    """A journalist's request to be let in to an event. Personal data: seen by the press office and editors alone."""

    purpose = "accreditation"

    event = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("event"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    event_title = models.CharField(_("event"), max_length=255)
    name = models.CharField(_("first and last name"), max_length=120)
    outlet = models.CharField(_("media outlet"), max_length=160)
    position = models.CharField(_("position"), max_length=120, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    needs = models.TextField(
        _("equipment and wishes"), max_length=1500, blank=True, help_text=_("Cameras, light, a place to plug in.")
    )

    class Meta(Received.Meta):
        verbose_name = _("accreditation request")
        verbose_name_plural = _("accreditation requests")

    def __str__(self) -> str:
        return f"{self.name}, {self.outlet}"


class TakesAccreditation(models.Model):
    """An event that journalists ask to be let in to."""

    takes_accreditation = models.BooleanField(
        _("accreditation of journalists"), default=False, help_text=_("The page offers journalists a form.")
    )
    accreditation_until = models.DateTimeField(
        _("requests until"), null=True, blank=True, help_text=_("Empty: for as long as the page asks for them.")
    )

    class Meta:
        abstract = True

    @property
    def is_open_for_accreditation(self) -> bool:
        """Whether requests are taken now; the original page decides for all languages."""
        facts = self.original
        until = facts.accreditation_until
        return facts.takes_accreditation and (until is None or until > timezone.now())


class HasPressPack(RoutablePageMixin, models.Model):
    """A page that can offer its photographs and texts to journalists in one file."""

    has_press_pack = models.BooleanField(
        _("press pack"),
        default=False,
        help_text=_(
            "One file with the originals marked for the press, captions and credits, and the text in both languages."
        ),
    )

    class Meta:
        abstract = True

    @cached_property
    def press_pack_for_reader(self) -> PressPack | None:
        """The pack as it can be had now; None where it is off or still being made."""
        if not self.has_press_pack:
            return None
        return PressPack.objects.filter(translation_key=self.translation_key).first()

    @cached_property
    def boilerplate(self) -> Boilerplate | None:
        return Boilerplate.objects.first()

    @cached_property
    def press_contact(self) -> PressContact | None:
        return PressContact.objects.first()

    @path("press-pack/", name="press_pack")
    def press_pack(self, request: HttpRequest) -> HttpResponseBase:
        """Send the pack."""
        from press.packs import pack_response

        pack = self.press_pack_for_reader
        if pack is None:
            raise Http404
        return pack_response(pack, self.slug)
