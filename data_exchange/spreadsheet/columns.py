"""Read a spreadsheet, and guess what its columns mean."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from data_exchange.errors import ImportProblem, ImportRejected

MB = 1
LARGEST = MB * 1024 * 1024
MOST_ROWS = 1000
MOST_COLUMNS = 60

TARGETS: Mapping[str, object] = {
    "company": lazy("Company"),
    "title": lazy("Job title"),
    "applied_on": lazy("Applied on"),
    "stage": lazy("Stage"),
    "stage_on": lazy("Date of the stage or outcome"),
    "interest": lazy("Interest, 1 to 5"),
    "location": lazy("Location"),
    "place": lazy("Place of work"),
    "pay_min": lazy("Pay from"),
    "pay_max": lazy("Pay to"),
    "pay_currency": lazy("Currency"),
    "source": lazy("Found through"),
    "posting_url": lazy("Link to the posting"),
    "notes": lazy("Notes"),
    "tags": lazy("Tags"),
}
"""The fields a column may be mapped to."""

NEEDED = ("company", "title")
GUESSES: Mapping[str, tuple[str, ...]] = {
    "company": ("company", "company name", "employer", "organisation", "organization", "firm"),
    "title": ("title", "job title", "role", "position", "job"),
    "applied_on": ("applied on", "applied", "date applied", "application date", "date"),
    "stage": ("stage", "status", "state", "outcome", "result"),
    "stage_on": ("date of the stage or outcome", "outcome date", "last update", "updated"),
    "interest": ("interest", "rating", "priority", "excitement"),
    "location": ("location", "city", "where"),
    "place": ("place of work", "remote", "work mode", "workplace"),
    "pay_min": ("pay from", "salary", "pay", "min salary", "salary min", "salary from"),
    "pay_max": ("pay to", "max salary", "salary max", "salary to"),
    "pay_currency": ("currency", "salary currency"),
    "source": ("found through", "source", "via", "found on", "channel"),
    "posting_url": ("link to the posting", "link", "url", "job link", "posting", "job posting"),
    "notes": ("notes", "note", "comments", "comment"),
    "tags": ("tags", "tag", "labels"),
}
"""Usual headings for each target, the clearest first."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The column headings, and the rows by their numbers in the spreadsheet."""

    heads: tuple[str, ...]
    rows: Mapping[int, tuple[str, ...]]


def text_of(content: bytes) -> str:
    """Decode a file in the usual encodings of spreadsheets. Raises ``ImportRejected``."""
    if len(content) > LARGEST:
        raise ImportRejected(
            ImportProblem("", _("The file is larger than %(limit)s MB.") % {"limit": MB})
        )
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ImportRejected(ImportProblem("", _("The file is no text: save the spreadsheet as CSV.")))


def read(text: str) -> Sheet:
    """Parse a CSV text. Raises ``ImportRejected`` if it has no table, or too large a one."""
    text = text.removeprefix("\ufeff")
    if "\x00" in text:
        raise ImportRejected(
            ImportProblem("", _("The file is no text: save the spreadsheet as CSV."))
        )
    try:
        lines = dict(_lines(text))
    except csv.Error:
        raise ImportRejected(
            ImportProblem("", _("The file is no text: save the spreadsheet as CSV."))
        ) from None
    heads = lines.pop(min(lines, default=0), ())
    if not heads or not lines:
        text = _("There is no table in this file: a row of column names, and rows below it.")
        raise ImportRejected(ImportProblem("", text))
    if len(lines) > MOST_ROWS or len(heads) > MOST_COLUMNS:
        limits = {"rows": MOST_ROWS, "columns": MOST_COLUMNS}
        text = _("At most %(rows)s rows and %(columns)s columns can be brought in at once.")
        raise ImportRejected(ImportProblem("", text % limits))
    for number, cells in lines.items():
        if len(cells) > len(heads):
            where = _("Row %(number)s") % {"number": number}
            raise ImportRejected(
                ImportProblem(where, _("It has more cells than there are columns."))
            )
    return Sheet(heads, lines)


def _lines(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The non-empty rows by number, without the empty cells at their ends."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text))
    for number, row in enumerate(reader, 1):
        cells = [cell.strip() for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield number, tuple(cells)


def _delimiter(text: str) -> str:
    first = text.lstrip("\r\n").partition("\n")[0]
    return max(",;\t", key=first.count)


def guess(heads: Sequence[str]) -> dict[str, int]:
    """Map each target to the column its heading suggests; no column is used twice."""
    words = [
        " ".join(head.replace("_", " ").replace("-", " ").casefold().split()) for head in heads
    ]
    found: dict[str, int] = {}
    for target, names in GUESSES.items():
        at = next((words.index(name) for name in names if name in words), None)
        if at is not None and at not in found.values():
            found[target] = at
    return found
