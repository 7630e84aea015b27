"""A table in an XLSX workbook.

Read with the standard library, as a stream and within bounds: the known libraries build the whole
grid that a file claims to have, and one cell in its last corner ends the process.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import BytesIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile
from zlib import error as zlib_error

from data_exchange.spreadsheet.reading.table import (
    LARGEST,
    MOST_COLUMNS,
    MOST_ROWS,
    SheetError,
    Table,
    heads_known,
    table_in,
)

MOST_UNZIPPED = 40 * 1024 * 1024
MOST_CELLS = 300_000
MOST_ELEMENTS = 1_000_000
MOST_MEMBERS = 2_000
MOST_SHEETS = 10
LONGEST_CELL = 32_767
CHUNK = 64 * 1024
DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
"""The built-in formats of dates and times."""
NOT_LETTERS = re.compile(r"\"[^\"]*\"|\[[^\]]*\]|\\.|_.|\*.")
CURRENCY = re.compile(r"\[\$(?P<sign>[^\]\s-]{1,3})(?:-[^\]]*)?\]|\"?(?P<plain>[£€$¥₹])\"?")
REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
Attributes = Mapping[str, str]


@dataclass(slots=True)
class _Book:
    """What the cells refer to."""

    texts: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    start: datetime = datetime(1899, 12, 30, tzinfo=UTC)


def is_xlsx(content: bytes) -> bool:
    """Whether a file is a zip, as workbooks are."""
    return content.startswith(b"PK\x03\x04")


def read_xlsx(content: bytes) -> Table:
    """Return the table in the sheet whose heads are known best. Raises ``SheetError``."""
    if len(content) > LARGEST:
        raise SheetError("large")
    try:
        with ZipFile(BytesIO(content)) as zipped:
            sheets = list(_Workbook(zipped).sheets())
    except SheetError:
        raise
    except (BadZipFile, expat.ExpatError, KeyError, ValueError, zlib_error, EOFError, OSError,
            NotImplementedError, RuntimeError, OverflowError, IndexError):  # fmt: skip
        raise SheetError("broken") from None
    if not any(sheets):
        raise SheetError("empty")
    return table_in(max(sheets, key=heads_known))


class _Workbook:
    """Reads the parts of a workbook, counting what they unzip to."""

    def __init__(self, zipped: ZipFile) -> None:
        if len(zipped.infolist()) > MOST_MEMBERS:
            raise SheetError("large")
        self.zipped, self.left = zipped, MOST_UNZIPPED
        self.cells, self.elements = MOST_CELLS, MOST_ELEMENTS
        self.names = {name.lower(): name for name in zipped.namelist()}
        self.book = _Book()

    def sheets(self) -> Iterator[dict[int, list[str]]]:
        """The rows of each visible sheet."""
        parts, targets = self._parts(), self._targets()
        self._read("xl/sharedstrings.xml", _texts(self.book.texts))
        self._read("xl/styles.xml", _formats(self.book.formats))
        for part in parts[:MOST_SHEETS]:
            rows: dict[int, list[str]] = {}
            path = targets.get(part, "").lstrip("/")
            path = path if path.startswith("xl/") else f"xl/{path}"
            self._read(path.lower(), _Cells(self, rows))
            yield dict(sorted(rows.items()))

    def _parts(self) -> list[str]:
        """The relations of the visible sheets, in the order of their tabs."""
        found: list[str] = []

        def start(name: str, has: Attributes) -> None:
            if name == "sheet" and has.get("state", "visible") == "visible":
                found.extend(value for key, value in has.items() if key.endswith(":id"))
            elif name == "workbookPr" and has.get("date1904") in {"1", "true"}:
                self.book.start = datetime(1904, 1, 1, tzinfo=UTC)

        self._read("xl/workbook.xml", _Handler(start))
        return found

    def _targets(self) -> dict[str, str]:
        found: dict[str, str] = {}

        def start(name: str, has: Attributes) -> None:
            if name == "Relationship":
                found[has.get("Id", "")] = has.get("Target", "")

        self._read("xl/_rels/workbook.xml.rels", _Handler(start))
        return found

    def _read(self, path: str, handler: "_Handler") -> None:
        if path not in self.names:
            return
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = lambda name, has: self._start(handler, name, has)
        parser.EndElementHandler = lambda name: handler.end(_plain(name))
        parser.CharacterDataHandler = handler.text
        parser.StartDoctypeDeclHandler = _refuse
        with self.zipped.open(self.names[path]) as part:
            while chunk := part.read(CHUNK):
                self.left -= len(chunk)
                if self.left < 0:
                    raise SheetError("large")
                parser.Parse(chunk, False)
        parser.Parse(b"", True)

    def _start(self, handler: "_Handler", name: str, has: Attributes) -> None:
        self.elements -= 1
        if self.elements < 0:
            raise SheetError("large")
        handler.start(_plain(name), has)


def _plain(name: str) -> str:
    return name.rpartition(":")[2]


def _refuse(*_arguments: object) -> None:
    raise SheetError("broken")


def _nothing(*_arguments: object) -> None:
    """What is not wanted is passed by."""


class _Handler:
    """Hears the elements of one part."""

    def __init__(
        self,
        start: Callable[[str, Attributes], None],
        end: Callable[[str], None] = _nothing,
        text: Callable[[str], None] = _nothing,
    ) -> None:
        self.start, self.end, self.text = start, end, text


def _texts(found: list[str]) -> _Handler:
    """Shared texts: their pieces joined, without the notes on how they sound."""
    state = {"wanted": False, "silent": False}
    pieces: list[str] = []

    def start(name: str, _has: Attributes) -> None:
        if name == "si":
            pieces.clear()
        state["silent"] = state["silent"] or name == "rPh"
        state["wanted"] = name == "t" and not state["silent"]

    def end(name: str) -> None:
        if name == "si":
            found.append("".join(pieces)[:LONGEST_CELL])
        state["silent"] = state["silent"] and name != "rPh"
        state["wanted"] = False

    return _Handler(start, end, lambda text: pieces.append(text) if state["wanted"] else None)


def _formats(found: list[str]) -> _Handler:
    """For each style “date”, a currency's sign, or nothing."""
    codes: dict[int, str] = {}
    state = {"within": False}

    def start(name: str, has: Attributes) -> None:
        if name == "numFmt":
            codes[int(has.get("numFmtId", 0))] = has.get("formatCode", "")[:200]
        elif name == "cellXfs":
            state["within"] = True
        elif name == "xf" and state["within"]:
            number = int(has.get("numFmtId", 0))
            found.append("date" if number in DATE_FORMATS else _kind(codes.get(number, "")))

    def end(name: str) -> None:
        state["within"] = state["within"] and name != "cellXfs"

    return _Handler(start, end)


def _kind(code: str) -> str:
    if re.search(r"[dyhs]|m{3}", NOT_LETTERS.sub("", code), re.I):
        return "date"
    sign = CURRENCY.search(code)
    return (sign["sign"] or sign["plain"]) if sign else ""


class _Cells(_Handler):
    """The cells of a sheet, as people see them."""

    def __init__(self, workbook: _Workbook, rows: dict[int, list[str]]) -> None:
        super().__init__(self._start, self._end, self._text)
        self.workbook, self.rows = workbook, rows
        self.row, self.column, self.kind, self.style = 0, 0, "n", 0
        self.pieces: list[str] = []
        self.wanted = False

    def _start(self, name: str, has: Attributes) -> None:
        if name == "row":
            self.row, self.column = int(has.get("r", self.row + 1)), -1
        elif name == "c":
            self._place(has.get("r", ""))
            self.kind, self.style = has.get("t", "n"), int(has.get("s", 0))
            self.pieces = []
        self.wanted = name in {"v", "t"}

    def _place(self, reference: str) -> None:
        match = REFERENCE.fullmatch(reference)
        if not match:
            self.column += 1
            return
        self.column, self.row = -1, int(match[2])
        number = 0
        for letter in match[1]:
            number = number * 26 + ord(letter) - 64
        self.column = number - 1

    def _end(self, name: str) -> None:
        self.wanted = False
        if name != "c" or not self.pieces or self.column > MOST_COLUMNS:
            return
        self.workbook.cells -= 1
        if self.workbook.cells < 0 or len(self.rows) > MOST_ROWS + 100:
            raise SheetError("rows")
        row = self.rows.setdefault(self.row, [])
        row.extend([""] * (self.column + 1 - len(row)))
        row[self.column] = self._value("".join(self.pieces)[:LONGEST_CELL])

    def _text(self, text: str) -> None:
        if self.wanted:
            self.pieces.append(text)

    def _value(self, written: str) -> str:
        book = self.workbook.book
        if self.kind == "s":
            return book.texts[int(written)]
        if self.kind == "b":
            return "yes" if written == "1" else "no"
        if self.kind == "e":
            return ""
        if self.kind != "n":
            return written
        style = book.formats[self.style] if self.style < len(book.formats) else ""
        number = float(written)
        if style == "date":
            return _moment(book.start, number)
        return f"{style}{int(number)}" if number.is_integer() else f"{style}{number:.10g}"


def _moment(start: datetime, number: float) -> str:
    """A day, with its time if it has one."""
    if not 0 < number < 2_958_466:
        return f"{number:.10g}"
    moment = start + timedelta(seconds=round(number * 86_400))
    return f"{moment:%Y-%m-%d}" if not number % 1 else f"{moment:%Y-%m-%d %H:%M}"
