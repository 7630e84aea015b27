"""Read title, company and place from the first lines of a posting.

Text copied from job boards has a few shapes: everything on one line, a line for each with the
page's buttons in between, or a title and then a line of parts (“Company · Leeds, UK · 3 days ago”).
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

MOST_LINES = 40
"""How many lines from the top are searched for a title or a company."""
LONGEST_HEADLINE = 120
LONGEST_NAME = 60
MOST_WORDS = 6

NAME = r"(?!we\b|you\b|they\b|i\b|who\b|what\b|our\b|us\b|it\b)[^.:!?|]{2,80}?"
AT = re.compile(r"^(?P<title>[^|]{3,120}?)\s+(?:at|@)\s+(?P<company>[^|,]{2,80})$")
HIRING = re.compile(
    rf"^(?P<company>{NAME}) (?:is|are) (?:hiring|looking for|seeking|recruiting)\b", re.I
)
ABOUT = re.compile(r"^about (?!us\b|the\b|you\b|this\b|our\b)(?P<company>[^.:!?]{2,60})$", re.I)
BY = re.compile(r"^(?:at|bei|chez)\s+(?P<company>.{2,80})$", re.I)
PARTS = re.compile(r"\s+[|·•–—-]\s+")
JOB = re.compile(
    r"\b(engineer|developer|designer|manager|analyst|scientist|assistant|officer|lead|head of"
    r"|director|researcher|consultant|administrator|coordinator|specialist|nurse|teacher|writer"
    r"|editor|accountant|architect|technician|associate|executive|adviser|advisor|intern|planner"
    r"|producer|librarian|programmer|tester|strategist|buyer|clerk|driver|chef|lecturer|tutor)\b",
    re.I,
)
GENDERS = re.compile(r"\s*\((?:(?:[mwfdxi]|gn)(?:\s*[/|]\s*[mwfdxi])+|gn|all genders)\)", re.I)
WAY_OF_WORK = re.compile(
    r"\s*\(?\b(?:hybrid|fully remote|remote|on[- ]?site|full[- ]?time|part[- ]?time|permanent"
    r"|contract|temporary|fixed[- ]term)\b\)?",
    re.I,
)
FURNITURE = re.compile(
    r"^(?:share|save|apply|apply now|easy apply|follow|promoted|overview|show more.*|see more.*"
    r"|(?:-\s*)?job post|.* logo|\d[.,]\d( out of 5.*)?|[\d,.]+ reviews?"
    r"|(?:posted|actively)\b[^·|]*|[^·|]*\b(?:ago|applicants?|applied)\b[^·|]*|new)$",
    re.I,
)
PLACE = re.compile(
    r"^[^\W\d][\w .'’()-]{1,60},\s*[^\W\d][\w .'’()-]{1,60}$"  # Leeds, England
    r"|^[^\W\d][\w .'’-]{1,40}\s[A-Z]{1,2}\d[A-Z\d]?(?:\s?\d[A-Z]{2})?$"  # Leeds LS1
    r"|^(?:[A-Z]-)?\d{4,5}\s[^\W\d][\w .'’-]{1,40}$"  # 80331 München
)


def read_heading(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of a field and its value, the clearest first."""
    lines = [line for line in lines[:MOST_LINES] if not FURNITURE.match(line)]
    sentences = {line: match for line in lines if (match := _sentence(line))}
    for match in sentences.values():
        yield from _tidy(match.groupdict().items())
    titles = (at for at, line in enumerate(lines) if line not in sentences and _is_job(line))
    for at in islice(titles, 1):
        yield from _tidy(_beside(lines, at))


def _sentence(line: str) -> re.Match[str] | None:
    match = AT.match(line)
    if match and JOB.search(match["title"]):
        return match
    return HIRING.match(line) or ABOUT.match(line)


def _is_job(line: str) -> bool:
    is_short = len(line) <= LONGEST_HEADLINE and not line.endswith(".")
    return is_short and bool(JOB.search(PARTS.split(line)[0]))


def _tidy(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for name, value in pairs:
        value = GENDERS.sub("", value) if name == "title" else value
        yield name, value.strip(" ,;-–")


def _beside(lines: list[str], at: int) -> Iterator[tuple[str, str]]:
    """The headline at ``at`` and what the lines around it say."""
    title, *parts = PARTS.split(lines[at])
    yield "title", title
    if parts:
        yield from _parts(parts)
        return
    before, after = lines[:at][-1:], lines[at + 1 : at + 3]
    yield from _after(after)
    if before and after and _starts_with_place(after[0]) and _is_name(before[0]):
        yield "company", before[0]


def _after(lines: list[str]) -> Iterator[tuple[str, str]]:
    """“Company · Leeds, UK · 3 days ago”, or the company and then the place, a line each."""
    first, second = (*lines, "", "")[:2]
    parts = PARTS.split(first)
    if len(parts) > 1:
        yield from _parts(parts)
    elif PLACE.match(first):
        yield "location", first
    elif by := BY.match(first):
        yield "company", by["company"]
        yield from _place_after_company(second)
    elif _is_name(first) and PLACE.match(_without_way_of_work(second)):
        yield "company", first
        yield from _place_after_company(second)


def _place_after_company(line: str) -> Iterator[tuple[str, str]]:
    line = _without_way_of_work(line)
    if PLACE.match(line) or _is_name(line):
        yield "location", line


def _parts(parts: list[str]) -> Iterator[tuple[str, str]]:
    """A company, then a place: what is left without age, way of work and figures."""
    left = [_without_way_of_work(part) for part in parts if not FURNITURE.match(part)]
    left = [part for part in left if part and not re.search(r"[£€$]|\d{3}", part)]
    if left and not PLACE.match(left[0]) and _is_name(left[0]):
        yield "company", left.pop(0)
    if left and (PLACE.match(left[0]) or _is_name(left[0])):
        yield "location", left[0]


def _starts_with_place(line: str) -> bool:
    return bool(PLACE.match(_without_way_of_work(PARTS.split(line)[0])))


def _without_way_of_work(part: str) -> str:
    return WAY_OF_WORK.sub("", part).strip(" ,()")


def _is_name(line: str) -> bool:
    """Whether a line may name a company or a town: short, capitalized, not a sentence."""
    is_short = len(line) <= LONGEST_NAME and len(line.split()) <= MOST_WORDS
    return is_short and line[:1].isupper() and not line.endswith((".", ":", "!", "?"))
