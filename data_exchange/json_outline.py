"""Where the outermost object of a JSON text has its members, and its lists their rows.

Only brackets, commas and strings are looked at; what stands between them is read later.
"""

import re
from array import array
from collections.abc import Iterator
from typing import TypeAlias

Marks: TypeAlias = "array[int]"
"""Places in a text."""
DEEPEST = 100
"""More than any export is nested."""
BLANK = b" \t\r\n"
QUOTE, OPEN_LIST, CLOSE_LIST, CLOSE_OBJECT = b'"[]}'
OPENING, CLOSING = b"[{", b"]}"
_STRING = rb'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)'
"""A string; one that never ends goes to the end, so that no text is gone through twice."""
_TOKEN = re.compile(_STRING + rb"|[][{},]", re.DOTALL)
_NAME = re.compile(rb"[ \t\r\n]*+(" + _STRING + rb")[ \t\r\n]*+:", re.DOTALL)
START = re.compile(rb"(?:\xef\xbb\xbf)?[ \t\r\n]*+(?=\{)")


class UnfinishedError(ValueError):
    """The brackets do not match."""


class TooDeepError(ValueError):
    """The brackets are nested too deep."""


def marks_of(content: bytes) -> Marks:
    """Return where the object's own brackets and commas are, and those of the values in it.

    Raises ``UnfinishedError`` or ``TooDeepError``.
    """
    marks, depth = array("q"), 0
    for at in _brackets_and_commas(content):
        opens, closes = content[at] in OPENING, content[at] in CLOSING
        depth += opens
        if depth <= 2:
            marks.append(at)
        elif depth > DEEPEST:
            raise TooDeepError
        depth -= closes
        if not depth:
            break
    if depth or not marks or content[marks[-1]] != CLOSE_OBJECT:
        raise UnfinishedError
    return marks


def _brackets_and_commas(content: bytes) -> Iterator[int]:
    start = START.match(content)
    for found in _TOKEN.finditer(content, start.end() if start else 0):
        at = found.start()
        if content[at] != QUOTE:
            yield at


def members_of(content: bytes, marks: Marks) -> Iterator[tuple[int, int, Marks]]:
    """Yield where each member begins and ends, and the marks inside it."""
    start, depth, inside = marks[0] + 1, 1, array("q")
    for at in marks[1:]:
        kind = content[at]
        if depth == 1 and kind not in OPENING:
            yield start, at, inside
            start, inside = at + 1, array("q")
            continue
        inside.append(at)
        depth += (kind in OPENING) - (kind in CLOSING)


def name_in(content: bytes, start: int, end: int) -> "re.Match[bytes] | None":
    """Return the match of a member's name and its colon; group 1 is the name as a JSON string."""
    return _NAME.match(content, start, end)


def is_blank(content: bytes, start: int, end: int) -> bool:
    """Whether nothing but blanks stands there."""
    return not content[start:end].strip(BLANK)
