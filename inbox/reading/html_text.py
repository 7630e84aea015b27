"""HTML to text, in time that grows with its length only. Nothing in it is ever fetched."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

TAG = re.compile(r"<([/!?]?)([a-zA-Z][a-zA-Z0-9]{0,15})?([^<>]*)>")
HREF = re.compile(r"""href\s{0,5}=\s{0,5}["']?([^"'\s<>]{1,500})""", re.I)
HUGE_NUMBER = re.compile(r"&#x?[0-9a-fA-F]{8,}")
SPACE = re.compile(r"[ \t\r\n\f]+")
UNSEEN = ("style", "script", "head", "title", "template")
LINES = {"br", "tr", "li", "hr", "div", "table", "dd", "dt", "section", "header", "footer"}
PARAGRAPHS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "pre"}
BREAKS = dict.fromkeys(PARAGRAPHS, "\n\n") | dict.fromkeys(LINES, "\n") | {"td": " ", "th": " "}
MAX_LINKS = 100
MAX_LINK_TEXT = 200


@dataclass(frozen=True, slots=True)
class Link:
    """An address that a page links to, and the words that one presses."""

    address: str
    words: str


def html_to_text(source: str) -> tuple[str, tuple[Link, ...]]:
    """Return the text, quotes marked by “>”, and the links in it."""
    source = _without_unseen(source)
    pieces: list[str] = []
    links: list[Link] = []
    depth = end = opened = 0
    address = ""
    for tag in TAG.finditer(source):
        pieces.append(_plain(source[end : tag.start()]))
        end = tag.end()
        name, closes = (tag[2] or "").lower(), tag[1] == "/"
        if name == "blockquote":
            depth = max(0, depth - 1) if closes else depth + 1
            pieces.append("\n\0-" if closes else "\n\0+")
        elif name in BREAKS:
            pieces.append(BREAKS[name])
        elif name == "a" and closes:
            if address and len(links) < MAX_LINKS:
                links.append(Link(address, " ".join(pieces[opened:])[:MAX_LINK_TEXT].strip()))
            address = ""
        elif name == "a":
            address, opened = _address(tag[3]), len(pieces)
    pieces.append(_plain(source[end:]))
    return _quoted("".join(pieces)), tuple(links)


def _address(attributes: str) -> str:
    found = HREF.search(attributes[:2000])
    return html.unescape(HUGE_NUMBER.sub(" ", found[1])) if found else ""


def _plain(text: str) -> str:
    if "&" in text:
        text = html.unescape(HUGE_NUMBER.sub(" ", text))
    return SPACE.sub(" ", text.replace("\0", " "))


def _without_unseen(source: str) -> str:
    """Cut comments, styles and scripts; one that never ends takes the rest with it."""
    source = _cut(source, "<!--", "-->")
    for name in UNSEEN:
        source = _cut(source, f"<{name}", f"</{name}>")
    return source


def _cut(source: str, opening: str, closing: str) -> str:
    lowered = source.lower()
    if len(lowered) != len(source):
        lowered = source
    pieces, end = [], 0
    while (start := lowered.find(opening, end)) >= 0:
        after = lowered[start + len(opening) : start + len(opening) + 1]
        if opening.startswith("<!") or not after.isalnum():
            pieces.append(source[end:start])
            stop = lowered.find(closing, start)
            if stop < 0:
                return "".join(pieces)
            end = stop + len(closing)
        else:
            pieces.append(source[end : start + len(opening)])
            end = start + len(opening)
    return "".join([*pieces, source[end:]])


def _quoted(text: str) -> str:
    """Begin each line inside a quotation with “>”."""
    if "\0" not in text:
        return text
    lines, depth = [], 0
    for line in text.split("\n"):
        depth += line.count("\0+")
        depth = max(0, depth - line.count("\0-"))
        clean = line.replace("\0+", "").replace("\0-", "")
        lines.append(f"> {clean}" if depth and clean.strip() else clean)
    return "\n".join(lines)
