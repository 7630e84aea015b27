"""Mails are set like type: a template is rendered and its styles inlined once a language, and
then only filled in.

A template marks its parts by comments, ``<!--row-->`` to ``<!--/row-->``, and the places to be
filled by ``[[name]]``. A part that lies in another one is a place there, by its own name.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import escape

from css_inline import CSSInliner
from django.template.loader import render_to_string
from django.utils.translation import get_language, override

MARK = re.compile(r"<!--(/?)([a-z_]+)-->\n?")
PLACE = re.compile(r"\[\[([a-z_]+)\]\]")
INDENT = re.compile(r"\n\s+")
WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a mail: literal text, with places between."""

    texts: tuple[str, ...]
    places: tuple[str, ...]

    def fill(self, values: Mapping[str, str]) -> str:
        """The piece with its places filled; one that ``values`` does not name stays empty."""
        pieces = [self.texts[0]]
        for place, text in zip(self.places, self.texts[1:], strict=True):
            pieces.append(values.get(place, ""))
            pieces.append(text)
        return "".join(pieces)


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """All parts of one template, by name; ``whole`` is what holds the others."""

    parts: Mapping[str, Part]
    is_html: bool

    def part(self, name: str, /, **values: str) -> str:
        """One part, filled with plain text, which is escaped where the sheet is HTML."""
        if self.is_html:
            values = {key: escape(value) for key, value in values.items()}
        return self.parts[name].fill(values)

    def around(self, name: str, filled: Mapping[str, str], /, **values: str) -> str:
        """One part around others that are ``filled`` already, and plain text."""
        if self.is_html:
            values = {key: escape(value) for key, value in values.items()}
        return self.parts[name].fill({**values, **filled})


def sheet(template: str) -> Sheet:
    """The sheet of a template in the active language."""
    return _sheet(template, get_language() or "en")


@cache
def _sheet(template: str, language: str) -> Sheet:
    with override(language):
        text = str(render_to_string(template))
    is_html = template.endswith(".html")
    if is_html:
        text = CSSInliner(keep_style_tags=True, load_remote_stylesheets=False).inline(text)
        text = INDENT.sub("\n", text)
    return Sheet(dict(_parts(text)), is_html)


def _parts(text: str) -> list[tuple[str, Part]]:
    """Cut a text at its marks; raises ValueError where they do not nest."""
    parts: list[tuple[str, Part]] = []
    stack: list[tuple[str, list[str]]] = [(WHOLE, [])]
    end = 0
    for mark in MARK.finditer(text):
        stack[-1][1].append(text[end : mark.start()])
        end = mark.end()
        if not mark[1]:
            stack.append((mark[2], []))
            continue
        name, pieces = stack.pop()
        if name != mark[2]:
            raise ValueError(f"the part “{name}” ends as “{mark[2]}”")
        parts.append((name, part_of("".join(pieces))))
        stack[-1][1].append(f"[[{name}]]")
    if len(stack) > 1:
        raise ValueError(f"the part “{stack[-1][0]}” has no end")
    stack[0][1].append(text[end:])
    return [*parts, (WHOLE, part_of("".join(stack[0][1])))]


def part_of(text: str) -> Part:
    """Cut a text at its places."""
    pieces = PLACE.split(text)
    return Part(tuple(pieces[::2]), tuple(pieces[1::2]))
