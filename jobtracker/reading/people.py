"""People as they are typed or pasted: “Ana Ortiz, Head of Data <ana@kestrel.example>”."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jobtracker.reading.names import name_key, one_line

MOST_PEOPLE = 40
LONGEST = 150
LONGEST_TEXT = 10_000
LONGEST_EMAIL = 254
EMAIL = re.compile(
    r"[<(\[]?\s*(?:mailto:)?([a-z0-9][\w.+'-]{0,63}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8})"
    r"\s*[>)\]]?",
    re.I | re.A,
)
ROLES = re.compile(
    r"\b(?:head|manager|director|engineer(?:ing)?|lead|leader|recruit(?:er|ing|ment)|vp|cto|ceo"
    r"|cfo|coo|cpo|chief|officer|design(?:er)?|analyst|developer|dev|hr|human resources|talent"
    r"|partner|founder|co-?founder|president|consultant|scientist|people|acquisition|staff|senior"
    r"|principal|architect|product|owner|specialist|coordinator|assistant|associate|team"
    r"|researcher|professor|dr|editor|accountant|administrator|operations|marketing|sales|data"
    r"|supervisor|executive|hiring|sourcer|advisor|counsel|teacher|nurse|leiter(?:in)?"
    r"|leitung|entwickler(?:in)?|personal(?:er|abteilung)?|geschäftsführer(?:in)?"
    r"|responsable|directeur|directrice|chargée?|ingénieure?|chef|gérante?|jefe|jefa|gerente"
    r"|directora?|encargad[oa]|ingenier[oa]|hoofd|manager|personeelszaken)\b",
    re.I,
)
DASH = re.compile(r"\s+[-–—|·:]\s+|:\s+")
IN_BRACKETS = re.compile(r"\(([^()]{1,150})\)|\[([^\[\]]{1,150})\]")
AND = re.compile(r"\s+(?:and|und|et|y|en|&|\+)\s+")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in a text; ``role`` and ``email`` are empty if it does not tell them."""

    name: str
    role: str = ""
    email: str = ""


def read_people(text: str) -> list[Person]:
    """Return the people in a text, one a line or with commas between them, each once."""
    if len(text) > LONGEST_TEXT:
        text = text[:LONGEST_TEXT].rpartition(" ")[0]
    found: dict[str, Person] = {}
    for line in re.split(r"[\n;]", text):
        for person in filter(None, map(_with_name, _in_line(one_line(line)))):
            found.setdefault(person.email.casefold() or name_key(person.name), person)
    people = list(found.values())[:MOST_PEOPLE]
    reached = {name_key(person.name) for person in people if person.email}
    return [each for each in people if each.email or name_key(each.name) not in reached]


def _with_name(person: Person) -> Person | None:
    """A person without a name is called by their address; without either, there is nobody."""
    if person.name:
        return person
    return Person(_name_in(person.email), person.role, person.email) if person.email else None


def _in_line(line: str) -> Iterator[Person]:
    """Each address ends a person; what stands after the last one is read without."""
    start = 0
    for match in EMAIL.finditer(line):
        *before, last = _parts(line[start : match.start()]) or [""]
        yield from _people(before, last, match[1] if len(match[1]) <= LONGEST_EMAIL else "")
        start = match.end()
    *before, last = _parts(line[start:]) or [""]
    if last:
        yield from _grouped([*before, last])


def _parts(text: str) -> list[str]:
    parts = (part.strip(" \"'*•-–—\t") for part in text.split(","))
    return [part for part in parts if part]


def _people(before: list[str], last: str, email: str) -> Iterator[Person]:
    """The person of an address, and those named before without one."""
    pieces = [*before, last] if last else before
    if not pieces:
        yield Person(_name_in(email), "", email)
        return
    if len(pieces) == 2 and _is_turned(pieces):
        yield Person(f"{pieces[1]} {pieces[0]}", "", email)
        return
    *others, mine = list(_grouped(pieces))
    yield from others
    yield Person(mine.name, mine.role, email)


def _is_turned(pieces: list[str]) -> bool:
    """Whether a family name stands before the first name: “Ortiz, Ana”."""
    return all(" " not in piece and not ROLES.search(piece) for piece in pieces)


def _grouped(pieces: list[str]) -> Iterator[Person]:
    """A piece that is a role belongs to the name before it."""
    current: Person | None = None
    for piece in pieces:
        if current and not current.role and ROLES.search(piece):
            current = Person(current.name, piece[:LONGEST])
            continue
        if current:
            yield current
        *others, last = AND.split(piece) if _are_names(piece) else [piece]
        yield from (_split(other) for other in others)
        current = _split(last)
    if current:
        yield current


def _are_names(piece: str) -> bool:
    names = AND.split(piece)
    return len(names) > 1 and not any(ROLES.search(name) for name in names)


def _split(piece: str) -> Person:
    """A name with the role in brackets or after a dash; what stands alone is the name."""
    bracketed = IN_BRACKETS.search(piece)
    if bracketed:
        rest = f"{piece[: bracketed.start()]} {piece[bracketed.end() :]}"
        return _person(rest, bracketed[1] or bracketed[2])
    name, *role = DASH.split(piece, maxsplit=1)
    return _person(name, role[0] if role else "")


def _person(name: str, role: str) -> Person:
    name, role = one_line(name), one_line(role)[:LONGEST]
    return Person(name, role) if name else Person(role)


def _name_in(email: str) -> str:
    """“ana.ortiz@…” is Ana Ortiz."""
    words = re.split(r"[._+-]+", email.partition("@")[0])
    return " ".join(word.capitalize() for word in words if not word.isdigit()) or email
