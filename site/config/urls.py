"""All addresses of the site."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.utils.translation import gettext_lazy as _
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.urls import serve_pattern

from accounts.views.staff import staff_entrance
from core.health import healthz, readyz
from core.routing import serve
from localisation.urls import admin_urlpatterns, root_urlpatterns
from press.views import media_file
from search.views import search, suggest

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("admin/login/", staff_entrance),
    path("admin/", include(admin_urlpatterns)),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    *root_urlpatterns,
]

# Documents are handed out by Wagtail, which knows who may read them; originals do not lie here at all.
media = rf"^{settings.MEDIA_URL.strip('/')}/(?!documents/|original_images/|images/)(?P<path>.+)$"
urlpatterns.append(re_path(media, media_file))

urlpatterns += i18n_patterns(  # ty: ignore[unsupported-operator] (the stubs get its type wrong)
    path("account/", include("accounts.urls")),
    path("account/", include("allauth.urls")),
    path("", include("images.urls")),
    path("", include("navigation.urls")),
    path("", include("localisation.urls")),
    path("", include("publishing.urls")),
    path("", include("press.urls")),
    path("", include("pages.urls")),
    path(_("search/"), search, name="search"),
    path(_("search/suggestions/"), suggest, name="search_suggestions"),
    re_path(r"^((?:[\w\-]+/)*calendar\.ics)$", serve, name="calendar_file"),
    re_path(serve_pattern, serve, name="wagtail_serve"),
    path("", include(wagtail_urls)),
)
