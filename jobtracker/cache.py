"""The cache backends, which raise one exception when the cache cannot be used.

Pages do without the cache. What must count, such as the limits on sign-in, answers 503 instead.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.redis import RedisCache

Faults = tuple[type[Exception], ...]
Backend = TypeVar("Backend", bound=type[BaseCache])
METHODS = (
    "__init__",
    "add",
    "get",
    "set",
    "touch",
    "delete",
    "has_key",
    "incr",
    "get_many",
    "set_many",
    "delete_many",
    "clear",
)


class CacheUnavailable(Exception):
    """The cache cannot be reached, read or written."""


def _tells_faults(faults: Callable[[], Faults]) -> Callable[[Backend], Backend]:
    """Let every method of a backend raise CacheUnavailable instead of these exceptions."""

    def decorate(backend: Backend) -> Backend:
        for name in METHODS:
            setattr(backend, name, _translated(getattr(backend, name), faults))
        return backend

    return decorate


def _translated(method: Callable[..., Any], faults: Callable[[], Faults]) -> Any:
    @wraps(method)
    def translated(*args: Any, **kwargs: Any) -> Any:
        try:
            return method(*args, **kwargs)
        except faults() as problem:
            raise CacheUnavailable(f"{type(problem).__name__} in {method.__name__}") from problem

    return translated


def _of_redis() -> Faults:
    from redis import RedisError  # noqa: PLC0415 - who runs without it does not load it

    return (RedisError, OSError)


def _of_files() -> Faults:
    return (OSError,)


@_tells_faults(_of_redis)
class RedisOrUnavailable(RedisCache):
    """Django's Redis cache; away, full or read-only, it is unavailable."""


@_tells_faults(_of_files)
class FilesOrUnavailable(FileBasedCache):
    """Django's file cache; on a full or read-only disk, it is unavailable."""
