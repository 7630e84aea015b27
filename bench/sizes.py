"""The size of a benchmark: with `--small` it takes seconds and only shows that it runs."""

import sys
from typing import TypeVar

Size = TypeVar("Size")
FLAG = "--small"
SMALL = FLAG in sys.argv[1:]


def size(whole: Size, small: Size) -> Size:
    """Return ``small`` with `--small`, else ``whole``."""
    return small if SMALL else whole


def aim(words: str) -> str:
    """Return what a figure should reach, in brackets; empty for a small run."""
    return "" if SMALL else f" (aim: {words})"
