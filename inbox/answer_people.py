"""Who of the people in a mail or calendar event becomes a contact."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError

from accounts.models import User
from inbox.reading.findings import Address
from inbox.reading.names import looks_like_a_person, without_title
from inbox.reading.people import GENERIC
from inbox.reading.senders import is_free_mail, is_job_board, is_job_system
from jobtracker.reading.names import folded, name_key, one_line
from jobtracker.reading.people import LONGEST, Person
from references.models import Contact

MOST = 20
ROBOT = re.compile(
    r"^(?:no|do)[-._]?(?:not[-._]?)?reply|^(?:noreply|donotreply|bounces?|mailer-daemon|postmaster"
    r"|calendar|scheduling|notifications?|room|raum|salle|sala|zaal|resource|conf|rm)\b[-._\d]*",
    re.I,
)
ROOM = re.compile(
    r"resource\.calendar\.google\.com$|\b(?:room|raum|zimmer|salle|sala|zaal|vergaderruimte"
    r"|besprechungsraum|konferenzraum|beamer|projector)\b",
    re.I,
)
SEPARATORS = re.compile(r"[._+-]+")
Finding = Mapping[str, Any]


def people_of(finding: Finding, owner: User) -> tuple[Person, ...]:
    """Return whom one is to meet: those named, and those of the calendar event, each once."""
    found: dict[str, Person] = {}
    for name in finding.get("interviewers") or ():
        if not _is_self(name, "", owner):
            found[name_key(name)] = Person(one_line(name)[:LONGEST])
    for person in _invited(finding, owner):
        found[name_key(person.name)] = person
    return tuple(found.values())[:MOST]


def _invited(finding: Finding, owner: User) -> Iterator[Person]:
    events = [finding] if "uid" in finding and "events" not in finding else finding.get("events")
    for event in events or ():
        organizer = event.get("organizer")
        host = Address(None, organizer["email"]) if organizer else None
        for each in filter(None, [organizer, *(event.get("attendees") or ())]):
            is_guest = (
                host and is_free_mail(Address(None, each["email"])) and not is_free_mail(host)
            )
            if person := None if is_guest else _person(each, owner):
                yield person


def writer_of(finding: Finding, owner: User) -> Person | None:
    """Return who wrote the mail, where both their name and an address of their own are known."""
    sender, name = finding.get("sender"), finding.get("person")
    if not sender or not name or not is_own_address(sender["email"]):
        return None
    return None if _is_self(name, sender["email"], owner) else _named(name, sender["email"])


def recipient_of(finding: Finding, owner: User) -> Person | None:
    """Return the first person to whom a note was sent."""
    addresses = finding.get("recipients") or ()
    return next(filter(None, (_person(each, owner) for each in addresses)), None)


def is_own_address(email: str) -> bool:
    """Whether an address is one person's: of no program, system, team or room."""
    address, local = Address(None, email), email.partition("@")[0].casefold()
    if "@" not in email or is_job_system(address) or is_job_board(address):
        return False
    is_shared = local in GENERIC or bool(GENERIC & set(SEPARATORS.split(local)))
    return not (is_shared or ROBOT.search(local) or ROOM.search(email))


def _person(address: Mapping[str, str | None], owner: User) -> Person | None:
    email = address["email"] or ""
    name = _turned(address.get("name") or "") or _name_in(email)
    if not name or not is_own_address(email) or ROOM.search(name):
        return None
    is_person = looks_like_a_person(without_title(name), is_shown=True)
    return _named(name, email) if is_person and not _is_self(name, email, owner) else None


def _named(name: str, email: str) -> Person:
    return Person(one_line(without_title(name))[:LONGEST], "", email if _is_valid(email) else "")


def _is_valid(email: str) -> bool:
    try:
        Contact._meta.get_field("email").run_validators(email)
    except ValidationError:
        return False
    return True


def _turned(name: str) -> str:
    """“Nair, Priya” is Priya Nair; a name in small letters gets its capitals."""
    last, comma, first = one_line(name).partition(", ")
    if comma and "," not in first and " " not in last:
        name = f"{first} {last}"
    return name.title() if name.islower() else name


def _name_in(email: str) -> str:
    """“tom.b@…” is Tom B; a single word is no name."""
    words = [word for word in SEPARATORS.split(email.partition("@")[0]) if word.isalpha()]
    return " ".join(word.capitalize() for word in words) if len(words) > 1 else ""


def _is_self(name: str, email: str, owner: User) -> bool:
    """Whether it is the seeker, by address or by name."""
    if email and email.casefold() == owner.email.casefold():
        return True
    own = " ".join(folded(owner.name).split())
    return bool(own) and name_key(name) == own
