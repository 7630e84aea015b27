"""How large a measurement is: `--small` shows in seconds that it runs, and not how fast that is."""

import sys
from typing import TypeVar

Size = TypeVar("Size")
FLAG = "--small"
SMALL = FLAG in sys.argv[1:]


def size(whole: Size, small: Size) -> Size:
    """The one that was asked for."""
    return small if SMALL else whole


def aim(words: str) -> str:
    """What a figure should come to, in brackets; nothing is held against a small measurement."""
    return "" if SMALL else f" (aim: {words})"
