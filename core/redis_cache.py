"""A Redis cache whose loss nobody but the log notices."""

import logging
from collections.abc import Callable, Mapping
from functools import wraps
from time import monotonic
from typing import Any, ClassVar, Concatenate, ParamSpec, TypeVar

from django.core.cache.backends.redis import RedisCache  # ty: ignore[import-not-found] (newer than the stubs)

logger = logging.getLogger(__name__)

#: Seconds in which a Redis that has failed is not asked again: a machine that is gone keeps everybody waiting.
REST = 5.0
P = ParamSpec("P")
R = TypeVar("R")


def forgiving(method: Callable[Concatenate[Any, P], R], instead: Callable[P, R]) -> Callable[Concatenate[Any, P], R]:
    """Return ``method`` such that, with Redis out of reach, it gives what ``instead`` gives and logs why."""

    @wraps(method)
    def attempt(self: RedisCache, *args: P.args, **kwargs: P.kwargs) -> R:
        from redis import exceptions as redis

        if self.is_resting:
            return instead(*args, **kwargs)
        try:
            return method(self, *args, **kwargs)
        except (redis.RedisError, OSError) as error:
            if isinstance(error, redis.ConnectionError | redis.TimeoutError | OSError):
                self.rest()
            logger.warning("The cache is out of reach: %s", error)
            return instead(*args, **kwargs)

    return attempt


class ForgivingRedisCache(RedisCache):
    """Django's Redis cache; while Redis is away every read misses and every write is taken as done.

    One request in a while waits for it in vain, the others do not.
    ``add`` then says that it has added: what uses it as a lock or a counter (sign-in does) lets people in
    rather than shutting everyone out.
    """

    forgives_loss = True
    #: Until when the servers are left alone, on a clock that only runs forward; the same for all threads.
    _rests: ClassVar[dict[str, float]] = {}

    @property
    def is_resting(self) -> bool:
        return monotonic() < self._rests.get(str(self._servers), 0.0)

    def rest(self) -> None:
        """Leave the servers alone for a while."""
        self._rests[str(self._servers)] = monotonic() + REST

    add = forgiving(RedisCache.add, lambda key, value, *args, **kwargs: True)
    get = forgiving(RedisCache.get, lambda key, default=None, version=None: default)
    set = forgiving(RedisCache.set, lambda key, value, *args, **kwargs: None)
    touch = forgiving(RedisCache.touch, lambda key, *args, **kwargs: False)
    delete = forgiving(RedisCache.delete, lambda key, version=None: False)
    get_many = forgiving(RedisCache.get_many, lambda keys, version=None: {})
    has_key = forgiving(RedisCache.has_key, lambda key, version=None: False)
    incr = forgiving(RedisCache.incr, lambda key, delta=1, version=None: delta)
    delete_many = forgiving(RedisCache.delete_many, lambda keys, version=None: None)
    clear = forgiving(RedisCache.clear, lambda: True)

    def set_many(self, data: Mapping[str, object], timeout: object = 300, version: int | None = None) -> list[str]:
        for key, value in data.items():
            self.set(key, value, timeout=timeout, version=version)
        return []
