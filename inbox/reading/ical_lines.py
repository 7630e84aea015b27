"""The lines of a calendar file: unfolded, split into name, parameters and value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from inbox.reading.charsets import to_text

FOLD = re.compile(rb"\r?\n[ \t]")
NAME = re.compile(r"[A-Za-z0-9-]{1,60}")
PARAMETER = re.compile(r';([A-Za-z0-9-]{1,60})=("[^"]*"|[^";:]*)((?:,(?:"[^"]*"|[^";:,]*))*)')
ESCAPED = re.compile(r"\\([\\;,nN])")
MAX_VALUE = 20_000
MAX_DEPTH = 10


@dataclass(frozen=True, slots=True)
class Line:
    """One property of a component."""

    name: str
    parameters: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value with its escapes undone, without spaces around it."""
        return ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], self.value).strip()


@dataclass(slots=True)
class Component:
    """A part of a calendar file between BEGIN and END."""

    name: str
    lines: list[Line] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)

    def first(self, name: str) -> Line | None:
        """Return the first property of that name."""
        return next((line for line in self.lines if line.name == name), None)

    def all(self, name: str) -> list[Line]:
        """Return all properties of that name."""
        return [line for line in self.lines if line.name == name]


def parse(raw: bytes) -> Component:
    """Return the root of the file's components, whatever is missing or broken in it."""
    root = Component("")
    open_parts = [root]
    for line in _lines(raw):
        if line.name == "BEGIN":
            part = Component(line.value.strip().upper())
            if len(open_parts) <= MAX_DEPTH:
                open_parts[-1].parts.append(part)
            open_parts.append(part)
        elif line.name == "END":
            if len(open_parts) > 1:
                open_parts.pop()
        else:
            open_parts[-1].lines.append(line)
    return root


def _lines(raw: bytes) -> Iterator[Line]:
    # Lines are folded by bytes, inside a character too: unfold before decoding.
    text = to_text(FOLD.sub(b"", raw), "utf-8")
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if parsed := _line(line[:MAX_VALUE]):
            yield parsed


def _line(line: str) -> Line | None:
    name = NAME.match(line)
    if name is None:
        return None
    parameters: dict[str, str] = {}
    end = name.end()
    while found := PARAMETER.match(line, end):
        parameters.setdefault(found[1].upper(), found[2].strip('"'))
        end = found.end()
    colon = line.find(":", end)
    if colon < 0:
        return None
    return Line(name[0].upper(), parameters, line[colon + 1 :])
