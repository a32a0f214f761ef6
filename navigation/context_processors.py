"""What every public page shows around its content."""

from django.http import HttpRequest

from navigation.chrome import Chrome


def chrome(request: HttpRequest) -> dict[str, Chrome]:
    """Add ``chrome``: header, menu, regions, announcement, footer; worked out only when a template asks."""
    return {"chrome": Chrome(request)}
