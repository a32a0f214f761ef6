"""A Redis cache whose loss nobody but the log notices."""

import logging
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.core.cache.backends.redis import RedisCache  # ty: ignore[import-not-found] (newer than the stubs)

logger = logging.getLogger(__name__)
P = ParamSpec("P")
R = TypeVar("R")


def forgiving(method: Callable[Concatenate[Any, P], R], instead: Callable[P, R]) -> Callable[Concatenate[Any, P], R]:
    """Return ``method`` such that, with Redis out of reach, it gives what ``instead`` gives and logs why."""

    @wraps(method)
    def attempt(self: RedisCache, *args: P.args, **kwargs: P.kwargs) -> R:
        from redis.exceptions import RedisError

        try:
            return method(self, *args, **kwargs)
        except (RedisError, OSError) as error:
            logger.warning("The cache is out of reach: %s", error)
            return instead(*args, **kwargs)

    return attempt


class ForgivingRedisCache(RedisCache):
    """Django's Redis cache; while Redis is away every read misses and every write is taken as done.

    ``add`` then says that it has added: what uses it as a lock or a counter (sign-in does) lets people in
    rather than shutting everyone out.
    """

    forgives_loss = True

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
