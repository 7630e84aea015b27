"""A web page as lines of text, with what its marks say. One pass, whatever the page holds.

No tree is built: a page from anywhere may be nested or broken so that a tree takes minutes.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from types import MappingProxyType

LONGEST = 2_000_000
LONGEST_SOURCE = 10_000_000
LONGEST_TAG = 4_096
MOST_OPEN = 20
MOST_MARKED = 400
"""How many characters of a marked element are kept."""
NO_MARKS: Mapping[str, str] = MappingProxyType({})
TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]{0,40})(?P<rest>(?:[^>\"']++|\"[^\"]*+\""
    r"|'[^']*+')*+)>"
)
ATTRIBUTE = re.compile(
    r"(?P<name>[a-zA-Z][\w:-]*+)\s*+=\s*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'"
    r"|(?P<bare>[^\s>\"']++))"
)
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "br", "button", "caption", "center", "dd",
    "details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "label", "legend", "li",
    "main", "nav", "ol", "option", "p", "pre", "section", "select", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
RAW = frozenset({"script", "style", "textarea", "title", "noscript", "iframe", "template"})
"""Elements whose end is searched before anything within is looked at."""
VOID = frozenset({"meta", "link", "br", "hr", "img", "input", "source", "wbr"})
HTML = re.compile(
    r"<(?:!doctype html|html|head|body|div|p|script|h1|table|section|main|meta|span|ul|li)\b", re.I
)


@dataclass(slots=True)
class HtmlPage:
    """The text of a page, and what stands beside it."""

    lines: list[str] = field(default_factory=list)
    title: str = ""
    metas: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    data: list[str] = field(default_factory=list)
    marked: dict[str, list[str]] = field(default_factory=dict)
    language: str = ""


def is_html(text: str) -> bool:
    """Whether ``text`` is the source of a page, and not the text of one."""
    return bool(HTML.search(text, 0, 50_000))


def read_html(source: str, marks: Mapping[str, str] = NO_MARKS) -> HtmlPage:
    """Read a page; ``marks`` names the classes and other marks whose elements' text is wanted.

    Of a very long page all the data is read, and the text up to a bound.
    """
    page = _Reader(source[:LONGEST], marks).page
    page.data += _later_data(source[:LONGEST_SOURCE])
    return page


def _later_data(source: str) -> Iterator[str]:
    """The scripts of data behind what is read as text."""
    at = LONGEST
    while (start := source.find("ld+json", at)) >= 0:
        at = source.find("</script", start)
        begin = source.find(">", start, at)
        if at < 0 or begin < 0:
            return
        yield source[begin + 1 : at]


def text_lines(text: str) -> list[str]:
    """Return the lines that say something, with single spaces."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return [line for line in lines if line]


@dataclass(slots=True)
class _Marked:
    """An element whose text is wanted; ``within`` counts the open elements of its tag."""

    tag: str
    mark: str
    texts: list[str] = field(default_factory=list)
    within: int = 1


class _Reader:
    """Goes through the source once; ``pieces`` is the text since the last line's end."""

    def __init__(self, source: str, marks: Mapping[str, str]) -> None:
        self.source, self.marks = source, marks
        self.page = HtmlPage()
        self.pieces: list[str] = []
        self.open: list[_Marked] = []
        self.at = 0
        self.last = source.rfind(">")
        self.hint = (
            re.compile("|".join(map(re.escape, marks)), re.I) if marks else re.compile(r"(?!)")
        )
        while self.at < len(source):
            self._step()
        self._end_line()

    def _step(self) -> None:
        start = self.source.find("<", self.at)
        if start < 0 or start > self.last:
            self._text(self.source[self.at :])
            self.at = len(self.source)
            return
        self._text(self.source[self.at : start])
        if self.source.startswith(("<!", "<?"), start):
            self._skip_comment(start)
            return
        tag = TAG.match(self.source, start, start + LONGEST_TAG)
        if tag:
            self.at = tag.end()
            self._tag(tag["name"].lower(), bool(tag["end"]), tag["rest"])
        elif self.source[start + 1 : start + 2].isalpha():
            self.at = self.source.find(">", start) + 1
        else:
            self._text("<")
            self.at = start + 1

    def _skip_comment(self, start: int) -> None:
        is_comment = self.source.startswith("<!--", start)
        end = self.source.find("-->" if is_comment else ">", start + (4 if is_comment else 2))
        self.at = len(self.source) if end < 0 else end + (3 if is_comment else 1)

    def _tag(self, name: str, is_end: bool, rest: str) -> None:
        if is_end:
            self._close(name)
        elif name in RAW:
            self._raw(name, rest)
        else:
            if name == "html" or name in VOID:
                self._facts(name, rest)
            if rest or self.open or name == "h1":
                self._mark(name, rest)
        if name in BLOCKS:
            self._end_line()
        elif self.pieces and self.pieces[-1:] != [" "] and name in {"span", "a", "img"}:
            self.pieces.append(" ")

    def _raw(self, name: str, rest: str) -> None:
        """Take a script, a style or the title whole: what looks like a tag within is none."""
        end = _closing(name).search(self.source, self.at)
        content = self.source[self.at : end.start() if end else len(self.source)]
        self.at = end.end() if end else len(self.source)
        if name == "script" and "ld+json" in rest.lower():
            self.page.data.append(content)
        elif name == "title" and not self.page.title:
            self.page.title = " ".join(unescape(content[:1_000]).split())

    def _facts(self, name: str, rest: str) -> None:
        found = attributes(rest)
        if name == "html":
            self.page.language = found.get("lang", "")[:2].lower()
        elif name == "meta" and "content" in found:
            for key in ("property", "name", "itemprop"):
                if key in found:
                    self.page.metas.setdefault(found[key].lower(), found["content"])
        elif name == "link" and "href" in found:
            self.page.links.setdefault(found.get("rel", "").lower(), found["href"])

    def _mark(self, name: str, rest: str) -> None:
        for marked in self.open:
            if marked.tag == name:
                marked.within += 1
        if name in VOID or len(self.open) >= MOST_OPEN:
            return
        if name == "h1":
            self.open.append(_Marked(name, name))
        if self.hint.search(rest):
            values = {word.lower() for value in attributes(rest).values() for word in value.split()}
            for mark in self.marks.keys() & values:
                self.open.append(_Marked(name, self.marks[mark]))

    def _close(self, name: str) -> None:
        for marked in self.open:
            if marked.tag == name:
                marked.within -= 1
        for marked in [marked for marked in self.open if marked.within == 0]:
            self.open.remove(marked)
            if text := " ".join(" ".join(marked.texts).split())[:MOST_MARKED]:
                self.page.marked.setdefault(marked.mark, []).append(text)

    def _text(self, raw: str) -> None:
        if not raw:
            return
        text = unescape(raw) if "&" in raw else raw
        self.pieces.append(text)
        for marked in self.open:
            if len(marked.texts) < MOST_MARKED:
                marked.texts.append(text)

    def _end_line(self) -> None:
        if self.pieces:
            line = " ".join("".join(self.pieces).split())
            if line:
                self.page.lines.append(line)
            self.pieces = []


def attributes(rest: str) -> dict[str, str]:
    """Return the attributes in the rest of a tag; the first of a name counts."""
    found: dict[str, str] = {}
    for match in ATTRIBUTE.finditer(rest):
        value = match["double"] or match["single"] or match["bare"] or ""
        found.setdefault(match["name"].lower(), unescape(value))
    return found


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}\b[^>]{{0,100}}>", re.I)
