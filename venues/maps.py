"""Plain links to maps read in Russia: nothing of them is loaded on our pages."""

from urllib.parse import quote

from django.utils.translation import gettext as _


def map_links(latitude: float | None, longitude: float | None, address: str = "") -> list[dict[str, str]]:
    """Return links to Yandex Maps and 2GIS by coordinates, or by the address where there are none; else nothing."""
    if latitude is not None and longitude is not None:
        point = f"{float(longitude):.5f},{float(latitude):.5f}"
        yandex, gis = f"https://yandex.ru/maps/?pt={point}&z=16&l=map", f"https://2gis.ru/geo/{point}"
    elif address:
        text = quote(address, safe="")
        yandex, gis = f"https://yandex.ru/maps/?text={text}", f"https://2gis.ru/search/{text}"
    else:
        return []
    return [{"name": _("Yandex Maps"), "url": yandex}, {"name": _("2GIS"), "url": gis}]
