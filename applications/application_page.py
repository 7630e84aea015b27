"""Data of the page of one application, read in a constant number of queries."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import get_owned_or_404
from accounts.models import User
from applications.countdown import answer_text
from applications.formatting import closing_text, pay_text, place_text
from applications.models import Application, Event, Stage
from applications.runs import run_of
from applications.table.page import under_way
from applications.timeline import Entry, Row, timeline_of
from applications.timeline_presenter import TimelineLine, timeline_line
from references.models import Reference

CONSENT = {**dict(Reference.Consent.choices), Reference.Consent.DECLINED: _("Said no")}
ABOUT_USE = (
    Event.Kind.REFERENCE_CHOSEN,
    Event.Kind.REFERENCE_CONTACTED,
    Event.Kind.REFERENCE_LETTER,
)


@dataclass
class InUse:
    """A reference in use for an application: their consent, and what they did for it."""

    reference_id: int
    name: str
    consent: str
    contacted: bool = False
    wrote: bool = False

    @property
    def consent_label(self) -> str:
        """The consent, in words."""
        return str(CONSENT[self.consent])

    @property
    def agreed(self) -> bool:
        """Whether their name may be given to the employer."""
        return self.consent == Reference.Consent.AGREED


@dataclass
class ApplicationPage:
    """One application with its timeline and everything beside it.

    ``others`` counts the other applications under way, once this one is accepted.
    """

    application: Application
    lines: list[TimelineLine]
    people: dict[int, str]
    references: list[InUse]
    documents: list[Row]
    tags: list[str]
    today: date
    others: int = 0

    @property
    def closing(self) -> str:
        """When a saved job closes, in words."""
        return closing_text(self.application.closes_on, self.application.stage, self.today)

    @property
    def has_applied(self) -> bool:
        """Whether the timeline says when the application was submitted."""
        rows = (line.entry.row for line in self.lines)
        return any(row.what == "event" and row.kind == Event.Kind.APPLIED for row in rows)

    @property
    def answer_by(self) -> str:
        """Until when an offer in hand stays open, in words; empty if it does not say."""
        rows = (line.entry.row for line in self.lines)
        outcome = next((row for row in rows if row.kind == Event.Kind.OUTCOME), None)
        if self.application.stage != Stage.OFFER or outcome is None or outcome.answer_by is None:
            return ""
        return answer_text(outcome.answer_by, self.today)

    @property
    def pay(self) -> str:
        """The pay, in words."""
        return pay_text(self.application)

    @property
    def place(self) -> str:
        """The place of work, in words."""
        return place_text(self.application)


def page_of(user: User, pk: int, now: datetime) -> ApplicationPage:
    """Return the page of one of ``user``'s applications; Http404 if it is not theirs."""
    application = get_owned_or_404(
        user, Application.objects.select_related("company", "referred_by"), pk=pk
    )
    application.owner = user
    timeline = timeline_of(application)
    return ApplicationPage(
        application,
        [timeline_line(entry, now) for entry in timeline.entries],
        _people(timeline.entries) | dict(timeline.people) | _referrer(application),
        _in_use(timeline.entries, _began_at(application, timeline.entries)),
        timeline.documents,
        timeline.tags,
        timezone.localdate(now, user.zone),
        under_way(user) if application.stage == Stage.ACCEPTED else 0,
    )


def _people(entries: list[Entry]) -> dict[int, str]:
    """Everybody at the employer named in the timeline."""
    return {
        pk: name
        for entry in reversed(entries)
        if entry.row.reference_id is None
        for pk, name in entry.people
    }


def _referrer(application: Application) -> dict[int, str]:
    person = application.referred_by
    return {person.pk: person.name} if person else {}


def _began_at(application: Application, entries: list[Entry]) -> datetime | None:
    """When the present run began; None in the first one, which takes no query to see."""
    rows = [entry.row for entry in entries if entry.row.what == "event"]
    ended = [row.at for row in rows if row.kind == Event.Kind.OUTCOME]
    applied = [row.at for row in rows if row.kind == Event.Kind.APPLIED]
    if not ended or not applied or max(applied) < min(ended):
        return None
    return run_of(application).began_at


def _in_use(entries: list[Entry], began_at: datetime | None) -> list[InUse]:
    """The references chosen, or that acted, since ``began_at``."""
    found: dict[int, InUse] = {}
    for entry in reversed(entries):
        row = entry.row
        if row.reference_id is None or row.what != "event" or row.kind not in ABOUT_USE:
            continue
        if began_at and row.at < began_at:
            continue
        new = InUse(row.reference_id, row.person or "", row.consent or "")
        use = found.setdefault(row.reference_id, new)
        use.contacted |= row.kind == Event.Kind.REFERENCE_CONTACTED
        use.wrote |= row.kind == Event.Kind.REFERENCE_LETTER
    return list(found.values())
