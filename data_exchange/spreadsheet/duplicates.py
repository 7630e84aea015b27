"""Which lines of a sheet are there already: the same opening, or the same link."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Min, Q

from accounts.access import owned_by
from accounts.models import User
from applications.models import Application, Event
from applications.posting.identity import link_key
from data_exchange.spreadsheet.lines import Line, Twin
from jobtracker.reading.names import name_key


@dataclass(frozen=True, slots=True)
class Opening:
    """What tells two applications with one title apart: the day, the town, the link."""

    applied_on: date | None
    town: str
    link: str
    twin: Twin

    def is_as(self, other: "Opening") -> bool:
        """Whether both may be one; what is not known of one does not tell them apart."""
        if self.link and self.link == other.link:
            return True
        if any(one and two and one != two for one, two in self._with(other)):
            return False
        days = (self.applied_on, other.applied_on)
        return None in days or days[0] == days[1]

    def _with(self, other: "Opening") -> Iterable[tuple[str, str]]:
        return (self.town, other.town), (self.link, other.link)


class Openings:
    """The existing applications, however they were added, and the lines of the sheet so far."""

    def __init__(self, owner: User) -> None:
        self.by_name: dict[tuple[str, str], list[Opening]] = defaultdict(list)
        self.by_link: dict[tuple[str, str], Twin] = {}
        self.tokens: dict[UUID, int] = {}
        applied = Min("events__at", filter=Q(events__kind=Event.Kind.APPLIED))
        rows = owned_by(owner, Application).annotate(applied=applied).order_by("pk")
        for pk, token, company, title, town, link, at in rows.values_list(
            "pk", "token", "company__name", "title", "location", "posting_url", "applied"
        ):
            self.tokens[token] = pk
            on = at and at.astimezone(owner.zone).date()
            opening = Opening(on, name_key(town), link_key(link), Twin(application=pk))
            self._add(company, title, opening)

    def twin_of(self, line: Line) -> Twin | None:
        """Return what the line is already, and remember the line."""
        known, opening = self._known(line), _opening(line)
        self._add(line.company, line.title, opening)
        return known

    def _known(self, line: Line) -> Twin | None:
        if line.token in self.tokens:
            return Twin(application=self.tokens[line.token])
        opening = _opening(line)
        same = self.by_name.get((name_key(line.company), name_key(line.title)), [])
        twin = next((each.twin for each in same if each.is_as(opening)), None)
        return twin or self.by_link.get((opening.link, name_key(line.title)))

    def _add(self, company: str, title: str, opening: Opening) -> None:
        self.by_name[name_key(company), name_key(title)].append(opening)
        if opening.link:
            self.by_link.setdefault((opening.link, name_key(title)), opening.twin)


def _opening(line: Line) -> Opening:
    town = name_key(line.fields.get("location", ""))
    link = link_key(line.fields.get("posting_url", ""))
    return Opening(line.applied_on, town, link, Twin(row=line.number))
