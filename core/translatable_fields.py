"""How wagtail-localize treats our fields when a page has two languages."""

from wagtail_localize.fields import BaseTranslatableField, SynchronizedField


class FixedField(SynchronizedField):
    """The same value in every language, always taken from the original, never overridden by a translator."""

    def __init__(self, field_name: str) -> None:
        super().__init__(field_name, overridable=False)


class OriginalOnlyField(BaseTranslatableField):
    """A fact kept on the original page alone; translations read it through ``page.original``.

    Dates, hours and halls must be right in both languages the moment they change, without waiting for
    a translator to publish, so they are stored once.
    """

    def is_editable(self, obj: object) -> bool:
        return False


class AddressField(BaseTranslatableField):
    """The last part of a page's address: made from the translated title, not typed by translators."""

    def is_editable(self, obj: object) -> bool:
        return False
