"""The list of references: consent, what each was used for, and what is due to them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from accounts.access import owned_by
from accounts.models import User
from applications.models import Event, Message
from references.models import Reference

CONTACT_EVENTS = ("reference_contacted", "reference_letter")
ABOUT_REFERENCE = ("reference_chosen", *CONTACT_EVENTS)
TOLD_OF = ("offer", "accepted", "declined", "rejected", "withdrawn")
CLOSED = ("accepted", "declined", "rejected", "withdrawn", "no_response")
LIVE = ("planned", "open", "snoozed")
LOAD_DAYS = 365
ASKS_AGAIN = Exists(
    Reference.objects.filter(
        pk=OuterRef("pk"), reminders__rule="reference.reconfirm", reminders__state__in=LIVE
    )
)
"""Whether a live reminder asks to renew this reference's consent."""


@dataclass(slots=True)
class Use:
    """What a reference did for one application, and what they were told about it.

    ``outcome_at`` is when the application's latest outcome came; None if there is none.
    """

    application: Any
    outcome_at: datetime | None = None
    chosen: Any = None
    acts: list[Any] = field(default_factory=list)
    messages: list[Any] = field(default_factory=list)

    @property
    def heads_up(self) -> Any:
        """The note that told them an employer would call."""
        return self._last("heads_up")

    @property
    def unthanked(self) -> list[Any]:
        """The times they helped without a thank-you since (S1:thank-every-time)."""
        thanks = self._last("reference_thank_you")
        return [act for act in self.acts if thanks is None or thanks.at < act.at]

    @property
    def thanked(self) -> Any:
        """The last thank-you, if nothing since is unthanked."""
        return None if self.unthanked else self._last("reference_thank_you")

    @property
    def told(self) -> Any:
        """The note that told them the outcome."""
        note = self._last("reference_outcome")
        return note if note and self.outcome_at and note.at >= self.outcome_at else None

    @property
    def to_tell(self) -> bool:
        """Whether they helped, it was decided, and they were not told (S1:outcome)."""
        helped = bool(self.acts or self.heads_up)
        return helped and self.application.stage in TOLD_OF and self.told is None

    @property
    def is_open(self) -> bool:
        """Whether the application is still open."""
        return self.application.stage not in CLOSED

    def _last(self, purpose: str) -> Any:
        fitting = [each for each in self.messages if each.purpose == purpose]
        return max(fitting, key=lambda each: each.at, default=None)


@dataclass(slots=True)
class Entry:
    """One line of the list; its dates are in the seeker's time zone.

    ``asked_again_on`` is when they were asked whether they still agree, and have not answered yet.
    """

    reference: Reference
    a_year_ago: datetime
    uses: list[Use] = field(default_factory=list)
    messages: list[Any] = field(default_factory=list)
    last_contact_on: date | None = None
    asked_again_on: date | None = None

    @property
    def acts(self) -> list[Any]:
        """Every time an employer called them or they wrote, the latest first."""
        acts = [act for use in self.uses for act in use.acts]
        return sorted(acts, key=lambda act: act.at, reverse=True)

    @property
    def said_no(self) -> bool:
        """Whether they declined, so they count for no application they were chosen for."""
        return self.reference.consent == Reference.Consent.DECLINED

    @property
    def used(self) -> int:
        """For how many applications they were used; being asked in vain does not count."""
        return sum(bool(use.acts) or not self.said_no for use in self.uses)

    @property
    def unthanked(self) -> int:
        """How many thank-yous are due."""
        return sum(len(use.unthanked) for use in self.uses)

    @property
    def to_tell(self) -> int:
        """For how many applications they were not told the outcome."""
        return sum(use.to_tell for use in self.uses)

    @property
    def told(self) -> int:
        """For how many applications they were told the outcome."""
        return sum(use.told is not None for use in self.uses)

    @property
    def messages_latest(self) -> list[Any]:
        """The notes to them, the latest first."""
        return self.messages[::-1]

    @property
    def in_use(self) -> int:
        """For how many open applications they are chosen."""
        return 0 if self.said_no else sum(use.is_open for use in self.uses)

    @property
    def load(self) -> int:
        """How often an employer contacted them within a year."""
        return sum(act.at >= self.a_year_ago for act in self.acts)

    @property
    def ask_again(self) -> bool:
        """Whether the plan asks to renew an old consent (S1:several-years)."""
        return bool(getattr(self.reference, "asks_again", False))


def reference_list(user: User, *, now: datetime) -> list[Entry]:
    """Return every reference of ``user``, by name; three queries."""
    return entries(user, owned_by(user, Reference), now=now)


def entries(user: User, rows: QuerySet[Reference], *, now: datetime) -> list[Entry]:
    """Return the lines of these references; three queries for any number of them."""
    a_year_ago = now - timedelta(days=LOAD_DAYS)
    references = list(rows.select_related("contact__company").annotate(asks_again=ASKS_AGAIN))
    lines = {each.pk: Entry(each, a_year_ago) for each in references}
    messages = list(_rows(Message, lines))
    _add_uses(lines, _rows(Event, lines, kind__in=ABOUT_REFERENCE), messages)
    for message in messages:
        lines[message.reference_id].messages.append(message)
    for entry in lines.values():
        entry.last_contact_on = _last_contact(entry, user)
        entry.asked_again_on = _asked_again(entry, user)
    return list(lines.values())


def _rows(
    model: type[Event] | type[Message], references: Collection[int], **which: Any
) -> Iterable[Any]:
    """Events or messages about them, in order, each with its application's latest outcome."""
    outcomes = Event.objects.filter(application=OuterRef("application"), kind="outcome")
    rows: QuerySet[Any] = model.objects.filter(reference__in=references, **which)
    ended = Subquery(outcomes.order_by("-at").values("at")[:1])
    rows = rows.select_related("application__company").annotate(outcome_at=ended)
    return list(rows.order_by("at", "pk"))


def _add_uses(lines: dict[int, Entry], events: Iterable[Any], messages: Iterable[Any]) -> None:
    uses: dict[int, dict[int, Use]] = defaultdict(dict)

    def use_of(row: Any) -> Use:
        theirs = uses[row.reference_id]
        return theirs.setdefault(row.application_id, Use(row.application, row.outcome_at))

    for event in events:
        use = use_of(event)
        if event.kind in CONTACT_EVENTS:
            use.acts.append(event)
        else:
            use.chosen = use.chosen or event
    for message in messages:
        if message.application_id:
            use_of(message).messages.append(message)
    for key, of_one in uses.items():
        lines[key].uses = sorted(of_one.values(), key=_latest, reverse=True)


def _latest(use: Use) -> datetime:
    moments: list[datetime] = [each.at for each in (use.chosen, *use.acts, *use.messages) if each]
    return max(moments)


def _last_contact(entry: Entry, user: User) -> date | None:
    days = [message.at.astimezone(user.zone).date() for message in entry.messages]
    spoken = entry.reference.last_contact_on
    return max([*days, *([spoken] if spoken else [])], default=None)


def _asked_again(entry: Entry, user: User) -> date | None:
    asked = [each.at for each in entry.messages if each.purpose == "reconfirm"]
    agreed_on = entry.reference.agreed_on
    if not asked or agreed_on is None or entry.reference.consent != Reference.Consent.AGREED:
        return None
    asked_on = max(asked).astimezone(user.zone).date()
    return asked_on if asked_on > agreed_on else None
