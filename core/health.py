"""Whether the process is alive and whether it is ready to serve."""

from collections.abc import Callable

from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 as long as the process can answer at all; asks nobody else."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when database, cache and migrations are ready, and 503 naming those that are not.

    A cache the site goes on without leaves it ready, ``degraded``: all its machines would be taken out at once.
    """
    failed = {name for name, check in CHECKS.items() if not _passes(check)}
    is_ready = failed <= may_be_lost()
    report = {name: "failed" if name in failed else "ok" for name in CHECKS}
    status = "ok" if not failed else "degraded" if is_ready else "unavailable"
    return JsonResponse({"status": status, **report}, status=200 if is_ready else 503)


def may_be_lost() -> set[str]:
    """Return the parts that the site goes on without."""
    return {"cache"} if getattr(cache, "forgives_loss", False) else set()


def _passes(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except Exception:
        return False


def database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def cache_answers() -> bool:
    cache.set("readyz", "ok", timeout=10)
    return cache.get("readyz") == "ok"


def migrations_are_applied() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


CHECKS: dict[str, Callable[[], bool]] = {
    "database": database_answers,
    "cache": cache_answers,
    "migrations": migrations_are_applied,
}
