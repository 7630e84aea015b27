"""Guess title, company and place from the first lines of a posting, where no layout is known.

A dash in a title is part of the title. A word counts as a company only where its place, its legal
form or a sentence says so.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from applications.posting.finding import Posting
from applications.posting.places import clean_place, is_place, may_be_place, places_before_words
from applications.posting.words import (
    DEPARTMENT,
    FURNITURE,
    GENDERS,
    HAS_LEGAL,
    INSTITUTION,
    JOB,
    LEGAL_NAME,
    NOT_A_COMPANY,
    TERMS,
    clean_title,
    is_job,
    is_name,
    without_way_of_work,
)

MOST_LINES = 120
EITHER = "company or location"
"""A name that is the company, unless that is known."""
WORD = r"[A-ZÀ-ÖØ-Þ0-9][\w.&'’-]*"
NAME = rf"(?P<company>{WORD}(?: (?:&|of|and|de|du|the|und|{WORD})){{0,6}})"
AT = re.compile(
    r"^(?P<title>[^|]{3,120}?)\s+(?:at|@|bei|chez|bij)\s+(?P<company>[A-ZÀ-ÖØ-Þ0-9][^|,]{1,80})$"
)
SAYS = (
    re.compile(rf"^{NAME},? (?:is|are) (?:hiring|looking for|seeking|recruiting|searching for)\b"),
    re.compile(rf"\b(?:working with|client,|on behalf of|for our client) {NAME}\b"),
    re.compile(
        rf"^(?:[Aa]t|[Bb]ei(?: der)?|[Cc]hez|[Bb]ij) {NAME},? (?:we|you|our|arbeit\w+|suchen|nous"
        rf"|werk\w*|wij)\b"
    ),
)
HINTS = (
    re.compile(
        rf"^(?:Why|About|Working at|Life at|Join|Careers at|Jobs at|Welcome to|Karriere bei|Über"
        rf"|À propos de|Sobre|Over|Travailler chez|Werken bij) {NAME}$"
    ),
    re.compile(rf"^(?:At|Bei|Chez|Bij|En) {NAME},? \w+"),
    re.compile(
        rf"^(?:The |Die |De |La |Le |L['’])?{NAME} (?:\w+s|is|has|was|berät|baut|\w+t|wurde|telt"
        rf"|imprime|\w+e) (?!and\b|&)\w+"
    ),
    re.compile(rf"^© ?(?:\d{{4}} )?{NAME}"),
)
SURE = re.compile(
    r"^(?:About|Careers at|Jobs at|Working at|Life at|Karriere bei|Über|Werken bij"
    r"|Travailler chez|©)\b"
)
LOOKING = re.compile(
    r"\b(?:looking for|seeking|hiring|recruiting) (?:an? "
    r"|our next )?(?P<title>(?:[A-Z][\w/&-]*(?:\s(?:of|and|&)(?=\s))?\s?){1,6})"
    r"(?:\s?(?:in|based in) (?P<location>[A-Z][\w-]+(?:[ ,]{1,2}[A-Z][\w-]+){0,2}))?"
)
NO_COMPANY = re.compile(
    r"[£€$]|^(?:Visit|View|Search|See|Find|Read|Learn|Contact|Get|Go|Meet|Browse)\b|/"
)
SENTENCE = re.compile(
    r"\b(?:is|are|was|were|we|you|your|our|will|has|have|wir|sie|nous|vous|es|wij|je)\b"
)
BY = re.compile(r"^(?:at|bei|chez|bij|@)\s+(?P<company>.{2,80})$", re.I)
PARTS = re.compile(r"\s+[|·•]\s+")


def read_heading(lines: list[str], posting: Posting) -> None:
    """Fill what the first lines make likely."""
    top = lines[:MOST_LINES]
    lines = [line for line in top if not FURNITURE.match(line)]
    for name, value in _sentences(lines):
        posting.fill(**{name: value})
    at = _title_at(lines, posting.title)
    if at is not None:
        for name, value in _beside(lines, at):
            if name == EITHER:
                name = "location" if posting.company else "company"
                value = clean_place(value or "") if posting.company else value
            posting.fill(**{name: value})
    posting.fill(company=_by_form(lines, posting.title), location=_by_shape(top, lines, at))


def read_company(lines: list[str], posting: Posting) -> None:
    """Fill the company that several lines name, or one that cannot be anything else."""
    found: Counter[str] = Counter()
    for line in dict.fromkeys(lines[:400]):
        for hint in HINTS:
            match = hint.match(line)
            if (
                match
                and not NOT_A_COMPANY.match(match["company"])
                and not _is_word(match["company"])
            ):
                found[match["company"].strip(" .")] += 3 if SURE.match(line) else 1
    likely = [(count, name) for name, count in found.most_common(2) if count > 1]
    if likely and (len(likely) == 1 or likely[0][0] > likely[1][0]):
        posting.fill(company=_whole(likely[0][1], lines))


def _is_word(name: str) -> bool:
    return bool(
        re.match(
            r"(?:The|Our|Your|This|That|We|It|You|They|In|On|If|For|As|All|Job|Work|Five|Years?"
            r"|About|Contact|Benefits|Location|Salary|Number|Type|Apply|Working|Recruitment"
            r"|Please|Interviews?|Candidates?|Applicants?|Applications?|There|Here|What|Who|How"
            r"|Each|Every|Die|Der|Das|Wir|Sie|Du|Ihr|Les|Le|La|Nous|Vous|El|Los|Las|Het|De|Je|Wij"
            r"|Zij|Experience|Knowledge|Ability|Strong|Full|Part|Team|Everyone|Someone|People"
            r"|Position|Role)$",
            name,
        )
    )


def _whole(name: str, lines: list[str]) -> str:
    """The name with its legal form, where a line has it."""
    forms = (match["name"] for line in lines for match in LEGAL_NAME.finditer(line))
    return next((form for form in forms if form.startswith(f"{name} ")), name)


def _sentences(lines: list[str]) -> Iterator[tuple[str, str | None]]:
    for line in lines:
        match = AT.match(line)
        if (
            match
            and JOB.search(match["title"])
            and not line.endswith(".")
            and len(line.split()) < 14
        ):
            yield "title", clean_title(match["title"])
            yield "company", match["company"].strip()
        for says in SAYS:
            if (match := says.search(line)) and not NOT_A_COMPANY.match(match["company"]):
                yield "company", match["company"].rstrip(" .,")
        if (match := LOOKING.search(line)) and JOB.search(match["title"]):
            yield "title", clean_title(match["title"])
            yield "location", clean_place(match["location"] or "")


def _title_at(lines: list[str], title: str | None) -> int | None:
    """The line of the title: the known one, one with (m/w/d), or the first that names a job."""
    if title:
        return next(
            (at for at, line in enumerate(lines) if clean_title(line).startswith(title)), None
        )
    marked = (at for at, line in enumerate(lines[:60]) if GENDERS.search(line) and is_job(line))
    jobs = (at for at, line in enumerate(lines) if is_job(_headline(line)) and not _says(line))
    return next(marked, next(jobs, None))


def _says(line: str) -> bool:
    """Whether a line is a sentence, though it ends without a full stop."""
    return any(says.search(line) for says in SAYS) or bool(SENTENCE.search(line))


def _headline(line: str) -> str:
    return PARTS.split(line)[0]


def _beside(lines: list[str], at: int) -> Iterator[tuple[str, str | None]]:
    """The headline at ``at`` and what the lines around it say."""
    title, *parts = PARTS.split(lines[at])
    yield "title", clean_title(title)
    if parts:
        yield from _parts(parts)
        return
    before = lines[at - 1] if at else ""
    after = lines[at + 1 : at + 5]
    yield from _after(after)
    if PARTS.search(before):
        yield from _parts(PARTS.split(before))
    elif _is_company(before) and (_is_institution(before) or _is_place(after[:1])):
        yield "company", before


def _is_place(lines: list[str]) -> bool:
    return any(is_place(PARTS.split(line)[0]) for line in lines)


def _after(lines: list[str]) -> Iterator[tuple[str, str | None]]:
    """“Company · Leeds, UK · 3 days ago”, or the company and then the place, a line each."""
    first, second = (*lines, "", "")[:2]
    parts = PARTS.split(first)
    if several := places_before_words(first):
        yield "location", clean_place("; ".join(several))
    elif len(parts) > 1:
        yield from _parts(parts)
    elif is_place(first):
        yield "location", clean_place(first)
    elif by := BY.match(first):
        yield "company", by["company"].strip(" .")
        yield from _place_after(second)
    elif _is_company(first) and _is_between(first, lines):
        yield "company", first
        yield from _place_after(second)


def _is_between(first: str, lines: list[str]) -> bool:
    """Whether a line below the title is the company: by its form, or by what follows."""
    second, third = (*lines[1:], "", "")[:2]
    if is_place(second) or _is_institution(first):
        return True
    is_word = bool(DEPARTMENT.match(first) or JOB.search(first) or is_place(first))
    is_term = without_way_of_work(third) != third or bool(TERMS.match(third))
    is_other = without_way_of_work(first) != first or bool(TERMS.match(first))
    return may_be_place(second) and is_term and not is_word and not is_other


def _place_after(line: str) -> Iterator[tuple[str, str | None]]:
    if is_place(line) or (may_be_place(line) and not JOB.search(line)):
        yield "location", clean_place(line)


def _parts(parts: list[str]) -> Iterator[tuple[str, str | None]]:
    """A company, then a place: what is left without age, way of work and figures."""
    left = [without_way_of_work(part) for part in parts if not FURNITURE.match(part)]
    left = [part for part in left if part and not re.search(r"[£€$]|\d{3}(?!\d\d\b)", part)]
    if left and not is_place(left[0]) and _is_company(left[0]):
        yield "company" if len(left) > 1 else EITHER, left.pop(0)
    places = [part for part in left if is_place(part)] or [
        part for part in left[-1:] if may_be_place(part)
    ]
    if places:
        yield "location", clean_place(places[0])


def _is_institution(line: str) -> bool:
    named = INSTITUTION.search(line) and len(line.split()) > 1 and not JOB.search(line)
    return bool(HAS_LEGAL.search(line) or named)


def _is_company(line: str) -> bool:
    return is_name(line) and not NOT_A_COMPANY.match(line) and not NO_COMPANY.search(line)


def _by_form(lines: list[str], title: str | None) -> str | None:
    """The only line, or else the only name in a sentence, that ends in a legal form."""
    alone = [line for line in lines[:40] if HAS_LEGAL.search(line) and _is_company(line)]
    alone = [line for line in alone if line != title and not is_place(line)]
    named = [match["name"] for line in lines for match in LEGAL_NAME.finditer(line)]
    names = alone[:1] or list(
        dict.fromkeys(
            re.sub(r"^(?:Die|Der|Das|The|La|Le|De|El|Bei|At|About|Über) ", "", each)
            for each in named
        )
    )
    return names[0] if len(names) == 1 else None


def _by_shape(top: list[str], lines: list[str], at: int | None) -> str | None:
    """A line near the title that has the shape of a place, or a town between buttons."""
    if at is None:
        return None
    start = top.index(lines[at]) + 1
    near = top[start : start + 7]
    for line in near:
        if is_place(line) and not JOB.search(line) and not HAS_LEGAL.search(line):
            return clean_place(line)
    for line, following in pairwise([*near, ""]):
        is_between = without_way_of_work(following) != following or FURNITURE.match(following)
        is_town = may_be_place(line) and len(line.split()) < 3 and not JOB.search(line)
        if is_between and is_town and without_way_of_work(line) == line:
            return clean_place(line)
    return None
