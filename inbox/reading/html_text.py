"""HTML to text, in time that grows with its length only. Nothing in it is ever fetched."""

from __future__ import annotations

import html
import re

TAG = re.compile(r"<([/!?]?)([a-zA-Z][a-zA-Z0-9]{0,15})?([^<>]*)>")
HREF = re.compile(r"""href\s{0,5}=\s{0,5}["']?([^"'\s<>]{1,500})""", re.I)
HUGE_NUMBER = re.compile(r"&#x?[0-9a-fA-F]{8,}")
SPACE = re.compile(r"[ \t\r\n\f]+")
UNSEEN = ("style", "script", "head", "title", "template")
LINES = {"br", "tr", "li", "hr", "div", "table", "dd", "dt", "section", "header", "footer"}
PARAGRAPHS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "pre"}
MAX_LINKS = 100


def html_to_text(source: str) -> tuple[str, tuple[str, ...]]:
    """Return the text, quotes marked by “>”, and the addresses that are linked."""
    source = _without_unseen(source)
    pieces: list[str] = []
    links: list[str] = []
    depth = end = 0
    for tag in TAG.finditer(source):
        pieces.append(_plain(source[end : tag.start()]))
        end = tag.end()
        name, closes = (tag[2] or "").lower(), tag[1] == "/"
        if name == "blockquote":
            depth = max(0, depth - 1) if closes else depth + 1
            pieces.append("\n\0-" if closes else "\n\0+")
        elif name in PARAGRAPHS:
            pieces.append("\n\n")
        elif name in LINES:
            pieces.append("\n")
        elif name in {"td", "th"}:
            pieces.append(" ")
        elif name == "a" and not closes and len(links) < MAX_LINKS:
            links += HREF.findall(tag[3][:2000])[:1]
    pieces.append(_plain(source[end:]))
    return _quoted("".join(pieces)), tuple(links)


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
