"""The centre and its site in the words of schema.org."""

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.templatetags.static import static

from navigation.chrome import Chrome

if TYPE_CHECKING:
    from home.models import HomePage


def centre(request: HttpRequest, page: "HomePage") -> list[dict[str, object]]:
    """Return the organisation with its address and social pages, and the site with its search."""
    chrome = Chrome(request)
    home = request.build_absolute_uri(chrome.home_url)
    mark = chrome.settings.logo.url if chrome.settings.logo else static("img/mark.svg")
    organisation: dict[str, object] = {
        "@type": "Organization",
        "@id": f"{home}#organisation",
        "name": chrome.name,
        "url": home,
        "logo": request.build_absolute_uri(mark),
        "description": chrome.settings.description or page.lead,
        "telephone": chrome.settings.phone,
        "email": chrome.settings.email,
        "sameAs": [url for _code, _name, url in chrome.settings.social_links],
    }
    if chrome.frame.main_place:
        place = chrome.frame.main_place
        organisation["address"] = _filled(
            {
                "@type": "PostalAddress",
                "streetAddress": place.street,
                "addressLocality": place.city,
                "postalCode": place.postal_code,
            }
        )
    site: dict[str, object] = {
        "@type": "WebSite",
        "@id": f"{home}#site",
        "url": home,
        "name": chrome.name,
        "inLanguage": page.language,
        "publisher": {"@id": f"{home}#organisation"},
    }
    if chrome.search_url:
        site["potentialAction"] = {
            "@type": "SearchAction",
            "target": f"{request.build_absolute_uri(chrome.search_url)}?q={{query}}",
            "query-input": "required name=query",
        }
    return [_filled(organisation), site]


def _filled(values: dict[str, object]) -> dict[str, object]:
    """Leave out what is empty."""
    return {name: value for name, value in values.items() if value}
