"""Files that came in, kept until somebody has looked at what they change."""

from dataclasses import asdict
from datetime import timedelta

from django.utils import timezone

from core.page_permissions import AnyUser
from localisation.exchange.moments import as_moment
from localisation.exchange.units import Arrived, ArrivedUnit
from localisation.models import Arrival

#: How long a file is kept.
KEPT = timedelta(days=14)


def keep(name: str, found: list[Arrived], user: AnyUser) -> Arrival:
    """Store what was read of a file."""
    content = [
        {**asdict(arrived), "exported_at": arrived.exported_at.isoformat() if arrived.exported_at else ""}
        for arrived in found
    ]
    return Arrival.objects.create(name=name[:200], user=user, content=content)


def arrived_in(arrival: Arrival) -> list[Arrived]:
    """Return what was read of a file that is kept."""
    return [
        Arrived(
            item["name"],
            item["uuid"],
            as_moment(item["exported_at"]),
            [ArrivedUnit(**unit) for unit in item["units"]],
        )
        for item in arrival.content
    ]


def prune() -> None:
    """Delete files nobody needs any longer: a chore."""
    Arrival.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
