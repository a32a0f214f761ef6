"""A venue as search engines read it: https://schema.org/CivicStructure."""

from datetime import date

from django.http import HttpRequest

from venues.hours import Schedule
from venues.models import VenuePage


def venue_object(page: VenuePage, schedule: Schedule, today: date, request: HttpRequest) -> dict[str, object]:
    """Return the venue with address, position, hours (special days included) and photograph.

    Texts are in the page's language; facts come from the original page.
    """
    facts = page.original
    found: dict[str, object] = {
        "@type": "CivicStructure",
        "name": page.title,
        "url": request.build_absolute_uri(page.get_url(request)),
        "description": page.summary_text,
        "telephone": facts.phone,
        "email": facts.email,
        "address": _clean(
            {
                "@type": "PostalAddress",
                "streetAddress": page.street,
                "addressLocality": page.city,
                "postalCode": facts.postal_code,
                "addressCountry": "RU",
            }
        ),
        "openingHoursSpecification": schedule.to_schema_org(today, page.language, days=120),
        "amenityFeature": [
            {"@type": "LocationFeatureSpecification", "name": str(facility.label), "value": True}
            for facility in facts.facility_labels
        ],
    }
    if facts.latitude is not None and facts.longitude is not None:
        found["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": float(facts.latitude),
            "longitude": float(facts.longitude),
        }
    if page.lead_photo and page.lead_photo.social_url:
        found["image"] = request.build_absolute_uri(page.lead_photo.social_url)
    return _clean(found)


def _clean(found: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in found.items() if value not in ("", None, [], {})}
