"""What a pasted job posting says, by careful reading: what is not clear is left empty.

Nothing is fetched: the address is kept as it was pasted.
"""

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

MOST_LINES = 40
"""Lines from the top in which a title or a company is looked for."""

LABELS = {
    "title": ("job title", "title", "position", "role", "vacancy"),
    "company": ("company", "company name", "employer", "organisation", "organization"),
    "location": ("location", "place of work", "based in", "where"),
}
LABEL_OF = {label: name for name, labels in LABELS.items() for label in labels}
LONGEST_HEADLINE = 120
AT = re.compile(r"^(?P<title>[^|]{3,120}?)\s+(?:at|@)\s+(?P<company>[^|,]{2,80})$")
PARTS = re.compile(r"\s+[|·•–—-]\s+")
HIRING = re.compile(
    r"^(?P<company>.{2,80}?) (?:is|are) (?:hiring|looking for|seeking|recruiting)\b"
)
ABOUT = re.compile(r"^about (?!us\b|the\b|you\b|this\b|our\b)(?P<company>[^.:!?]{2,60})$", re.I)
JOB = re.compile(
    r"\b(engineer|developer|designer|manager|analyst|scientist|assistant|officer|lead|head of"
    r"|director|researcher|consultant|administrator|coordinator|specialist|nurse|teacher|writer"
    r"|editor|accountant|architect|technician|associate|executive|adviser|advisor|intern|planner"
    r"|producer|librarian|programmer|tester|strategist|buyer|clerk|driver|chef|lecturer|tutor)\b",
    re.I,
)
PLACES = (
    ("hybrid", re.compile(r"\bhybrid\b", re.I)),
    ("remote", re.compile(r"\b(?:fully remote|remote|work from home|home[- ]based)\b", re.I)),
    ("on_site", re.compile(r"\b(?:on[- ]site|in[- ]office|office[- ]based)\b", re.I)),
)
NOT_REMOTE = re.compile(r"\b(?:not?|non)[ -](?:a )?remote\b", re.I)
SIGNS = {"£": "GBP", "€": "EUR", "$": "USD"}
CODES = "GBP|EUR|USD|CHF|CAD|AUD|NZD|SEK|NOK|DKK|PLN|INR|JPY|SGD|ZAR"
FIGURE = r"\d{1,3}(?:[,.’' ]\d{3})+|\d+(?:\.\d{1,2})?"
PAY = re.compile(
    rf"(?P<sign>[£€$])?(?:\b(?P<code>{CODES})\s?)?(?P<low>{FIGURE})\s?(?P<low_k>[kK]\b)?"
    rf"(?:\s?(?:-|–|—|to)\s?[£€$]?\s?(?:(?:{CODES})\s?)?(?P<high>{FIGURE})\s?(?P<high_k>[kK]\b)?)?"
    rf"(?:\s?(?P<after>{CODES})\b)?"
)
PERIODS = (
    ("hour", re.compile(r"\b(?:per|an?|/)\s?h(?:ou)?r\b|/h\b|\bhourly\b", re.I)),
    ("day", re.compile(r"\b(?:per|a)\s?day\b|/\s?day\b|\bdaily rate\b", re.I)),
    ("month", re.compile(r"\b(?:per|a)\s?month\b|/\s?month\b|\bmonthly\b|\bp\.?c\.?m\b", re.I)),
)
AROUND = 40
"""Characters after a figure in which its period is looked for."""


def read_posting(text: str, address: str = "") -> dict[str, Any]:
    """The fields of a form that ``text`` makes clear; ``address`` is kept where it is one."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    lines = [line for line in lines if line]
    found: dict[str, Any] = dict(_labelled(lines))
    for name, value in (*_first_words(lines[:MOST_LINES]), *_pay(text)):
        found.setdefault(name, value)
    found.setdefault("place", _place(text))
    if text.strip():
        found["posting_text"] = text.strip()
    url = _address(address) or _address(text.strip())
    if url:
        found["posting_url"] = url
    return {name: value for name, value in found.items() if value}


def _labelled(lines: list[str]) -> Iterator[tuple[str, str]]:
    """What stands behind a label: “Location: Leeds”, or a label alone and then its value."""
    seen = set()
    for line, following in zip_longest(lines, lines[1:], fillvalue=""):
        label, colon, value = line.partition(":")
        name = LABEL_OF.get(label.strip().lower()) if colon else None
        if name and name not in seen:
            seen.add(name)
            yield name, (value.strip() or following)[:150]


def _first_words(lines: list[str]) -> Iterator[tuple[str, str]]:
    """A title and a company as the first lines of a posting usually put them."""
    sentences = [match for line in lines if (match := _sentence(line))]
    for match in sentences:
        yield from match.groupdict().items()
    told = {match.string for match in sentences}
    yield from next((_headline(line) for line in lines if line not in told and _is_job(line)), ())


def _sentence(line: str) -> re.Match[str] | None:
    match = AT.match(line)
    if match and JOB.search(match["title"]):
        return match
    return HIRING.match(line) or ABOUT.match(line)


def _is_job(line: str) -> bool:
    is_short = len(line) <= LONGEST_HEADLINE and not line.endswith(".")
    return is_short and bool(JOB.search(PARTS.split(line)[0]))


def _headline(line: str) -> tuple[tuple[str, str], ...]:
    """“Product Designer | Osprey Travel | Leeds”."""
    return tuple(zip(("title", "company", "location"), PARTS.split(line), strict=False))


def _pay(text: str) -> Iterator[tuple[str, Any]]:
    """The first figure that names a currency, and that could be pay."""
    for match in PAY.finditer(text):
        currency = SIGNS.get(match["sign"] or "") or match["code"] or match["after"]
        low, high = _figure(match, "low"), _figure(match, "high")
        if not currency or not low:
            continue
        around = text[match.end() : match.end() + AROUND].splitlines()
        period = _period(around[0] if around else "", low)
        if period == "year" and low < 1_000:
            continue
        yield from (("pay_min", low), ("pay_max", high), ("pay_currency", currency))
        yield "pay_period", period
        return


def _figure(match: re.Match[str], name: str) -> int | None:
    if not match[name]:
        return None
    digits = re.sub(r"[,’' ]|\.(?=\d{3}\b)", "", match[name])
    in_thousands = match[f"{name}_k"] or (
        name == "low" and match["high_k"] and float(digits) < 1_000
    )
    return round(float(digits) * (1_000 if in_thousands else 1))


def _period(after: str, low: int) -> str:
    return next((name for name, pattern in PERIODS if pattern.search(after)), "year")


def _place(text: str) -> str:
    if NOT_REMOTE.search(text):
        return ""
    return next((name for name, pattern in PLACES if pattern.search(text)), "")


def _address(text: str) -> str:
    """``text`` itself where it is a web address and nothing else."""
    text = text.strip()
    if any(space in text for space in " \n\t") or urlsplit(text).scheme not in {"http", "https"}:
        return ""
    try:
        URLValidator(schemes=["http", "https"])(text)
    except ValidationError:
        return ""
    return text[:1000]
