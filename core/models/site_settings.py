"""What is true of the whole centre: its name, its main venue, its links and its small print."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField

from core.bilingual import Localized
from core.blocks.footer import FooterColumnBlock

#: Bytes of a drawing of the mark.
LARGEST_MARK = 256 * 1024


@register_setting(icon="home", order=10)
class SiteSettings(BaseSiteSetting):
    """The centre: name, main venue, contacts, social links, legal entity and footer, in both languages."""

    name_ru = models.CharField(_("name (Russian)"), max_length=80, default="Излучина")
    name_en = models.CharField(_("name (English)"), max_length=80, default="Izluchina")
    descriptor_ru = models.CharField(
        _("what it is (Russian)"), max_length=120, default="Национальный культурный центр", blank=True
    )
    descriptor_en = models.CharField(
        _("what it is (English)"), max_length=120, default="National Cultural Centre", blank=True
    )
    description_ru = models.TextField(
        _("description (Russian)"),
        blank=True,
        help_text=_("One or two sentences for search engines and shared links."),
    )
    description_en = models.TextField(
        _("description (English)"),
        blank=True,
        help_text=_("One or two sentences for search engines and shared links."),
    )
    credit_name_ru = models.CharField(
        _("name in credit lines (Russian)"), max_length=120, blank=True, default="пресс-служба «Излучины»"
    )
    credit_name_en = models.CharField(
        _("name in credit lines (English)"), max_length=120, blank=True, default="Izluchina Press Office"
    )
    logo = models.FileField(
        _("mark (SVG)"),
        upload_to="brand",
        blank=True,
        help_text=_("Leave empty to show the mark that comes with the site."),
    )
    main_venue = models.ForeignKey(
        "venues.VenuePage",
        verbose_name=_("main venue"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Its hours and address stand in the header unless the visitor’s region has a venue of its own."),
    )
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    tickets_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page behind the Tickets button"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    vk_url = models.URLField(_("VK"), blank=True)
    telegram_url = models.URLField(_("Telegram"), blank=True)
    rutube_url = models.URLField(_("RuTube"), blank=True)
    ok_url = models.URLField(_("Odnoklassniki"), blank=True)
    dzen_url = models.URLField(_("Dzen"), blank=True)
    legal_ru = models.TextField(_("legal entity (Russian)"), blank=True)
    legal_en = models.TextField(_("legal entity (English)"), blank=True)
    footer = StreamField([("column", FooterColumnBlock())], verbose_name=_("footer columns"), blank=True, max_num=3)

    name = Localized("name")
    descriptor = Localized("descriptor")
    description = Localized("description")
    credit_name = Localized("credit_name")
    legal = Localized("legal")

    name_panels: ClassVar[list] = [
        FieldRowPanel(["name_ru", "name_en"]),
        FieldRowPanel(["descriptor_ru", "descriptor_en"]),
        FieldRowPanel(["description_ru", "description_en"]),
        FieldRowPanel(["credit_name_ru", "credit_name_en"]),
        "logo",
    ]
    contact_panels: ClassVar[list] = [
        "main_venue",
        FieldRowPanel(["phone", "email"]),
        "tickets_page",
        MultiFieldPanel(["vk_url", "telegram_url", "rutube_url", "ok_url", "dzen_url"], heading=_("Social networks")),
    ]
    footer_panels: ClassVar[list] = [FieldPanel("footer"), FieldRowPanel(["legal_ru", "legal_en"])]
    edit_handler = TabbedInterface(
        [
            ObjectList(name_panels, heading=_("Name")),
            ObjectList(contact_panels, heading=_("Contacts")),
            ObjectList(footer_panels, heading=_("Footer")),
        ]
    )

    class Meta:
        verbose_name = _("The centre")

    def clean(self) -> None:
        """Refuse a new mark that could not be drawn: it stands in the header of every page."""
        super().clean()
        kept = SiteSettings.objects.filter(pk=self.pk).values_list("logo", flat=True).first()
        if self.logo and self.logo.name != kept and not self._has_mark():
            raise ValidationError(
                {"logo": _("This is no SVG drawing that needs no other file, or it is larger than 256 kB.")}
            )

    def _has_mark(self) -> bool:
        from core.mark import draw_svg

        content = self.logo.open("rb").read(LARGEST_MARK + 1)
        self.logo.seek(0)
        try:
            draw_svg(content.decode(), 64)
        except (ValueError, TypeError):
            return False
        return len(content) <= LARGEST_MARK

    @property
    def social_links(self) -> list[tuple[str, str, str]]:
        """``(code, name, address)`` of each network the centre is on."""
        networks = (
            ("vk", "VK", self.vk_url),
            ("telegram", "Telegram", self.telegram_url),
            ("rutube", "RuTube", self.rutube_url),
            ("ok", "OK", self.ok_url),
            ("dzen", "Dzen", self.dzen_url),
        )
        return [network for network in networks if network[2]]
