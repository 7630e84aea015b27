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
from types import MappingProxyType

from css_inline import CSSInliner
from django.template.loader import render_to_string
from django.utils.translation import get_language, override

MARK = re.compile(r"<!--(/?)([a-z_]+)-->\n?")
PLACE = re.compile(r"\[\[([a-z_]+)\]\]")
INDENT = re.compile(r"\n\s+")
WHOLE = "whole"
NOTHING: Mapping[str, str] = MappingProxyType({})


class _Blank(dict[str, str]):
    """Values for a form; what is not named stays empty."""

    def __missing__(self, place: str) -> str:
        return ""


class _Open(dict[str, str]):
    """Values for a form; what is not named stays a place."""

    def __missing__(self, place: str) -> str:
        return f"[[{place}]]"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a mail with places in it, kept as a form for ``%``."""

    form: str
    is_html: bool

    def fill(self, values: Mapping[str, str], filled: Mapping[str, str] = NOTHING) -> str:
        """The piece with plain text in its places, and with others that are ``filled`` already.

        Plain text is escaped in HTML. A place that is not named stays empty.
        """
        return self.form % _Blank(self._escaped(values), **filled)

    def set(self, values: Mapping[str, str], filled: Mapping[str, str] = NOTHING) -> "Part":
        """As ``fill``, for good: what is not named stays a place, and so does one in ``values``."""
        return part_of(self.form % _Open(self._escaped(values), **filled), self.is_html)

    def asks_for(self, place: str) -> bool:
        """Whether it has this place."""
        return f"%({place})s" in self.form

    def _escaped(self, values: Mapping[str, str]) -> Mapping[str, str]:
        return {key: escape(value) for key, value in values.items()} if self.is_html else values


def sheet(template: str) -> Mapping[str, Part]:
    """All parts of a template by name, in the active language; ``whole`` holds the others."""
    return _sheet(template, get_language() or "en")


@cache
def _sheet(template: str, language: str) -> Mapping[str, Part]:
    with override(language):
        text = str(render_to_string(template))
    is_html = template.endswith(".html")
    if is_html:
        text = CSSInliner(keep_style_tags=True, load_remote_stylesheets=False).inline(text)
        text = INDENT.sub("\n", text)
    return {name: part_of(piece, is_html) for name, piece in _parts(text)}


def _parts(text: str) -> list[tuple[str, str]]:
    """Cut a text at its marks; raises ValueError where they do not nest."""
    parts: list[tuple[str, str]] = []
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
        parts.append((name, "".join(pieces)))
        stack[-1][1].append(f"[[{name}]]")
    if len(stack) > 1:
        raise ValueError(f"the part “{stack[-1][0]}” has no end")
    stack[0][1].append(text[end:])
    return [*parts, (WHOLE, "".join(stack[0][1]))]


def part_of(text: str, is_html: bool = False) -> Part:
    """A text with its places as a part."""
    return Part(PLACE.sub(r"%(\1)s", text.replace("%", "%%")), is_html)
