"""Read ``data.json`` in bounded memory: its values are counted, and its rows built one by one."""

from codecs import getincrementaldecoder
from collections.abc import Iterator

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from data_exchange.errors import ImportProblem, ImportRejected, not_an_export
from data_exchange.json_outline import (
    CLOSE_LIST,
    OPEN_LIST,
    START,
    Marks,
    TooDeepError,
    UnfinishedError,
    is_blank,
    marks_of,
    members_of,
    name_in,
)
from followups.timing.casefile.strict_json import CaseError, ObjectWithRepeatedKey, read_value
from jobtracker.files import MEGABYTE

NAME = "data.json"
LARGEST = 30 * MEGABYTE
MOST_VALUES = 1_500_000
"""The number of JSON values, at any depth. The exports of the longest searches have a third."""
LARGEST_ROW = 4 * MEGABYTE
MOST_ROW_VALUES = 200_000
CHUNK = 64 * 1024
COMMA = ord(",")


class Rows:
    """A list in the file; a row is built when it is reached, and not kept."""

    def __init__(self, content: bytes, name: str, marks: Marks) -> None:
        self._content, self._name, self._marks = content, name, marks

    def __contains__(self, row: object) -> bool:
        return any(each == row for each in self)

    def __len__(self) -> int:
        if len(self._marks) == 2 and is_blank(self._content, self._marks[0] + 1, self._marks[1]):
            return 0
        return len(self._marks) - 1

    def __iter__(self) -> Iterator[object]:
        for index in range(len(self)):
            start, end = self._marks[index] + 1, self._marks[index + 1]
            yield _value(self._content, start, end, f"{self._name}[{index}]")


def read_json(content: bytes) -> dict[str, object]:
    """Return the object in ``content``; its lists are ``Rows``.

    Raises ``ImportRejected``, before building anything if it is too large. ``content`` must be at
    most ``LARGEST`` bytes.
    """
    if START.match(content) is None:
        raise not_an_export()
    if has_more_values(content, MOST_VALUES):
        limit = number_format(MOST_VALUES, force_grouping=True)
        text = _("The file holds more than %(limit)s values.") % {"limit": limit}
        raise ImportRejected(ImportProblem(NAME, text))
    _require_utf8(content)
    try:
        return _object(content)
    except TooDeepError:
        raise _damaged(_("this is nested too deep")) from None
    except UnfinishedError:
        raise _damaged(_("this is not JSON: it breaks off or has a bracket too many")) from None


def has_more_values(content: bytes, most: int) -> bool:
    """Whether JSON text has more than ``most`` values. It is not parsed, and nothing is built."""
    if len(content) <= most or _marks(content) <= most:
        return False
    unescaped = content.replace(rb"\\", b"").replace(rb"\"", b"")
    count = 0
    for outside in _outside_strings(unescaped):
        count += _marks(outside)
        if count > most:
            return True
    return False


def _marks(content: bytes) -> int:
    """Each value but the first follows a comma or the opening of its list or object."""
    return sum(map(content.count, (b",", b"[", b"{")))


def _outside_strings(content: bytes) -> Iterator[bytes]:
    """Yield what stands outside of strings, chunk by chunk; the text has no escaped quotes."""
    inside = 0
    for start in range(0, len(content), CHUNK):
        parts = content[start : start + CHUNK].split(b'"')
        yield b"".join(parts[inside::2])
        inside ^= (len(parts) - 1) % 2


def _require_utf8(content: bytes) -> None:
    decoder = getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(content), CHUNK):
            decoder.decode(content[start : start + CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise _damaged(_("the text is not UTF-8")) from None


def _object(content: bytes) -> dict[str, object]:
    marks = marks_of(content)
    if not is_blank(content, marks[-1] + 1, len(content)):
        raise _damaged(_("this must be one object"))
    found: dict[str, object] = {}
    if len(marks) == 2 and is_blank(content, marks[0] + 1, marks[1]):
        return found
    for start, end, inside in members_of(content, marks):
        name, value = _member(content, start, end, inside)
        if name in found and not isinstance(found, ObjectWithRepeatedKey):
            found = ObjectWithRepeatedKey(found)
            found.key = name
        found[name] = value
    return found


def _member(content: bytes, start: int, end: int, inside: Marks) -> tuple[str, object]:
    """Return the name and the value of a member; ``inside`` are the marks of its value."""
    named = name_in(content, start, end)
    if named is None:
        raise UnfinishedError
    name = str(_value(content, *named.span(1), NAME))
    first = named.end()
    if inside and content[inside[0]] == OPEN_LIST:
        is_one_list = content[inside[-1]] == CLOSE_LIST and all(
            content[at] == COMMA for at in inside[1:-1]
        )
        around = is_blank(content, first, inside[0]), is_blank(content, inside[-1] + 1, end)
        if is_one_list and all(around):
            return name, Rows(content, name, inside)
    return name, _value(content, first, end, name)


def _value(content: bytes, start: int, end: int, where: str) -> object:
    is_large = end - start > LARGEST_ROW
    if is_large or has_more_values(content[start:end], MOST_ROW_VALUES):
        raise ImportRejected(ImportProblem(where, _("This part of the archive is too large.")))
    try:
        return read_value(content, start, end)
    except CaseError as error:
        raise ImportRejected(ImportProblem(where, error.message)) from None


def _damaged(message: str) -> ImportRejected:
    return ImportRejected(ImportProblem(NAME, message))
