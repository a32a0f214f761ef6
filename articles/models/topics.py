"""What news and events are about."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from core.models import NamedMixin
from core.slugs import transliterated_slug


class Topic(NamedMixin):
    """A subject that gathers articles and events."""

    name_ru = models.CharField(_("name (Russian)"), max_length=60, unique=True)
    name_en = models.CharField(_("name (English)"), max_length=60, unique=True)
    slug = models.SlugField(
        _("address"),
        unique=True,
        blank=True,
        help_text=_("Stands in the addresses of filters. Left empty, it is made from the English name."),
    )
    sort_order = models.PositiveSmallIntegerField(_("order"), default=100)

    panels: ClassVar[list] = [
        FieldRowPanel(["name_ru", "name_en"]),
        FieldRowPanel(
            [
                FieldPanel("slug", permission="articles.add_topic"),
                FieldPanel("sort_order", permission="articles.add_topic"),
            ]
        ),
    ]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ("sort_order", "name_ru", "pk")

    def clean(self) -> None:
        """Make the missing address now, so that one that is taken is said in the form."""
        super().clean()
        self._fill_slug()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._fill_slug()
        super().save(*args, **kwargs)

    def _fill_slug(self) -> None:
        if not self.slug:
            self.slug = transliterated_slug(self.name_en or self.name_ru)[:50]
