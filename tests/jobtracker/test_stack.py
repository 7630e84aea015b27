"""A page calls as deep as it must without asking the system for memory again and again."""

import resource
from collections.abc import Callable, Iterable
from itertools import repeat
from typing import Any

from jobtracker.http.stack import with_room

DEPTHS = range(0, 200, 2)
TURNS = 1_000


def _leaf() -> None:
    """What a loop calls; it needs more of the stack than the step from one depth to the next."""


_leaf.__code__ = _leaf.__code__.replace(co_stacksize=100)


def _nested(depth: int) -> None:
    if depth:
        _nested(depth - 1)
    else:
        for _turn in repeat(None, TURNS):
            _leaf()


def _pages_asked_for(depth: int) -> int:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    _nested(depth)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def _start(status: str, headers: Any, error: Any = None, /) -> Callable[[bytes], object]:
    return bytes.upper


def _most_asked_for(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    return [str(max(map(_pages_asked_for, DEPTHS))).encode()]


def test_no_depth_asks_for_memory_with_every_turn() -> None:
    (most,) = with_room(_most_asked_for)({}, _start)
    assert int(most) < TURNS / 2


def test_without_room_some_depth_does() -> None:
    """Where this fails, CPython has learned to keep the pieces, and `with_room` can go."""
    (most,) = _most_asked_for({}, _start)
    assert int(most) >= TURNS
