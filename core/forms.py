"""Forms of the page editor."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.coreutils import find_available_slug

from core.slugs import transliterated_slug


class PageForm(WagtailAdminPageForm):
    """Makes the address from the title where the editor left it empty; one that is taken gets a number."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        title = self.cleaned_data.get("title") or self.data.get(self.add_prefix("title"), "")
        if not title or self.parent_page is None or not self._follows_title(slug, transliterated_slug(title)):
            return slug
        return find_available_slug(self.parent_page, transliterated_slug(title), ignore_page_id=self.instance.pk)

    def _follows_title(self, slug: str, own: str) -> bool:
        """Tell whether nobody chose the address: it is empty, or what the browser makes of a new page's title."""
        return not slug or (slug == own and (self.instance.pk is None or not self.instance.live))
