"""Read ``data.json`` in bounded memory: its values are counted before any is built."""

from codecs import BOM_UTF8
from collections.abc import Iterator

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from applications.storage import MEGABYTE
from data_exchange.errors import ImportProblem, ImportRejected, not_an_export
from followups.timing.casefile.strict_json import CaseError, read_value

NAME = "data.json"
LARGEST = 30 * MEGABYTE
MOST_VALUES = 1_500_000
"""The number of JSON values, at any depth. The exports of the longest searches have a third."""
CHUNK = 64 * 1024


def read_json(content: bytes) -> object:
    """Return the object in ``content``. Raises ``ImportRejected``, before building it if too large.

    ``content`` must be at most ``LARGEST`` bytes.
    """
    if content.removeprefix(BOM_UTF8).lstrip()[:1] != b"{":
        raise not_an_export()
    if has_more_values(content, MOST_VALUES):
        limit = number_format(MOST_VALUES, force_grouping=True)
        text = _("The file holds more than %(limit)s values.") % {"limit": limit}
        raise ImportRejected(ImportProblem(NAME, text))
    try:
        return read_value(content)
    except CaseError as error:
        raise ImportRejected(ImportProblem(NAME, error.message)) from None


def has_more_values(content: bytes, most: int) -> bool:
    """Whether JSON text has more than ``most`` values. It is not parsed, and nothing is built."""
    if _marks(content) <= most:
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
