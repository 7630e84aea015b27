"""Read ``data.json`` in bounded memory: its values are counted before any is built."""

import re
from codecs import BOM_UTF8

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from applications.storage import MEGABYTE
from data_exchange.errors import ImportProblem, ImportRejected, not_an_export
from followups.timing.casefile.strict_json import CaseError, read_value

NAME = "data.json"
LARGEST = 40 * MEGABYTE
MOST_VALUES = 1_500_000
"""The number of JSON values, at any depth. The exports of the longest searches have a third."""
_STRING = re.compile(rb'"[^"]*"')


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
    return _marks(_STRING.sub(b"", unescaped)) > most


def _marks(content: bytes) -> int:
    """Each value but the first follows a comma or the opening of its list or object."""
    return sum(map(content.count, (b",", b"[", b"{")))
