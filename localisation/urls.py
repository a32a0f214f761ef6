"""Addresses outside the page tree that lead readers, and search engines, to their language."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import require_admin_access

from localisation.views.choosers import SameLanguageFirst, SameLanguageFound
from localisation.views.entrance import choose_language, robots
from localisation.views.sitemap import sitemap, sitemap_part
from localisation.views.untranslated import untranslated

#: At the root of the site.
root_urlpatterns: list[URLPattern] = [
    path("", choose_language, name="entrance"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<int:part>.xml", sitemap_part, name="sitemap-part"),
]

#: In front of Wagtail's own addresses below /admin/, which hooks can only add to.
admin_urlpatterns: list[URLPattern] = [
    path("choose-page/", require_admin_access(SameLanguageFirst.as_view())),
    path("choose-page/search/", require_admin_access(SameLanguageFound.as_view())),
    path("choose-page/<int:parent_page_id>/", require_admin_access(SameLanguageFirst.as_view())),
]

#: Below the language.
urlpatterns: list[URLPattern] = [
    path(_("not-translated/<int:page_id>/"), untranslated, name="untranslated"),
]
