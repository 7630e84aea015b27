"""A short history for each rule, to which the rule applies.

The planner reads these facts like any seeker's; the rules page shows what it plans from them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from followups.rulebook.example_days import Days
from followups.timing import facts as f
from followups.timing.facts import Consent, Facts, Kind, Purpose, ReferenceFacts, Result

NAMES = {"c1": "Ana", "c2": "Bo", "r1": "Joan", "r2": "Hugo"}


@dataclass(frozen=True, slots=True)
class History:
    """The events of an example, the seeker's references, and more facts about the job."""

    events: tuple[f.Event, ...]
    references: tuple[ReferenceFacts, ...] = ()
    interest: int = 3
    referred_by: str | None = None
    closes_on: date | None = None

    def facts(self, zone: ZoneInfo) -> Facts:
        """Return the history as the planner's facts."""
        return Facts(
            zone, self.interest, self.events, self.references, self.referred_by, self.closes_on
        )


def _applied(days: Days) -> f.Event:
    return f.Applied("applied", days.at(0, "10:00"))


def _interview(days: Days, kind: Kind = Kind.INTERVIEW, *people: str) -> f.Event:
    minutes = "15:00" if kind == Kind.INTERVIEW else "14:30"
    return f.Interview(
        "talk",
        days.at(1, "11:00"),
        kind=kind,
        starts_at=days.at(3, "14:00"),
        ends_at=days.at(3, minutes),
        interviewers=people or ("c1",),
    )


def _sent(days: Days, day: int, clock: str, purpose: Purpose, to: str | None = None) -> f.Event:
    about = "talk" if purpose == Purpose.THANK_YOU else None
    return f.MessageSent(f"{purpose}-{day}-{to}", days.at(day, clock), purpose, to, about)


def _thanked(days: Days) -> f.Event:
    return _sent(days, 3, "17:30", Purpose.THANK_YOU, "c1")


def _joan(days: Days, consent: Consent = Consent.AGREED, years: int = 0) -> ReferenceFacts:
    agreed = days.on(-20 - 366 * years) if consent == Consent.AGREED else None
    return ReferenceFacts("r1", consent, agreed_on=agreed)


def _asked_for_references(days: Days) -> f.Event:
    return f.ReferencesRequested("asked", days.at(7, "11:00"))


def _chosen(days: Days) -> f.Event:
    return f.ReferenceChosen("chosen", days.at(7, "15:00"), "r1")


def _called(days: Days) -> f.Event:
    return f.ReferenceContacted("called", days.at(9, "16:00"), "r1")


def _outcome(days: Days, day: int, result: Result) -> f.Event:
    return f.Outcome(f"{result}", days.at(day, "12:00"), result)


def _saved(days: Days) -> History:
    return History((), closes_on=days.on(11))


def _after_applying(days: Days) -> History:
    return History((_applied(days),))


def _around_an_interview(days: Days) -> History:
    return History((_applied(days), _interview(days)))


def _two_people(days: Days) -> History:
    return History((_applied(days), _interview(days, Kind.INTERVIEW, "c1", "c2"), _thanked(days)))


def _screen(days: Days) -> History:
    return History((_applied(days), _interview(days, Kind.PHONE_SCREEN)), interest=4)


def _thanked_screen(days: Days) -> History:
    return History((_applied(days), _interview(days, Kind.PHONE_SCREEN), _thanked(days)))


def _thanked_interview(days: Days) -> History:
    return History((_applied(days), _interview(days), _thanked(days)))


def _asked_once(days: Days) -> History:
    events = (_applied(days), _interview(days), _sent(days, 10, "09:30", Purpose.STATUS))
    return History(events)


def _asked_twice(days: Days) -> History:
    notes = (_sent(days, day, "09:30", Purpose.STATUS) for day in (14, 21))
    return History((_applied(days), *notes))


def _promised(days: Days) -> History:
    date = f.TimelineGiven("date", days.at(3, "15:05"), news_by=days.on(9))
    return History((_applied(days), _interview(days), date))


def _offered(days: Days) -> History:
    offer = f.Outcome("offer", days.at(10, "12:00"), Result.OFFER, days.on(17))
    return History((_applied(days), _interview(days), offer))


def _accepted_elsewhere(days: Days) -> History:
    accepted = f.AcceptedElsewhere("accepted", days.at(8, "16:00"))
    return History((_applied(days), _interview(days), accepted))


def _referred(days: Days) -> History:
    return History((_applied(days),), referred_by="c2")


def _referred_and_rejected(days: Days) -> History:
    thanked = _sent(days, 1, "09:30", Purpose.REFERRER_THANK_YOU, "c2")
    rejected = _outcome(days, 10, Result.REJECTED)
    return History((_applied(days), thanked, rejected), referred_by="c2")


def _declined(days: Days) -> History:
    outcomes = (_outcome(days, 10, Result.OFFER), _outcome(days, 12, Result.DECLINED))
    return History((_applied(days), _interview(days), *outcomes))


def _too_few(days: Days) -> History:
    return History((_applied(days), _interview(days)), (_joan(days),))


def _owed(days: Days) -> History:
    return History((_applied(days), _interview(days), _asked_for_references(days)), (_joan(days),))


def _picked(days: Days, joan: ReferenceFacts) -> History:
    return History(
        (_applied(days), _interview(days), _asked_for_references(days), _chosen(days)), (joan,)
    )


def _not_asked(days: Days) -> History:
    return _picked(days, _joan(days, Consent.NOT_ASKED))


def _long_ago(days: Days) -> History:
    return _picked(days, _joan(days, years=4))


def _agreed(days: Days) -> History:
    return _picked(days, _joan(days))


def _spoke(days: Days) -> History:
    base = _agreed(days)
    heads_up = _sent(days, 7, "16:00", Purpose.HEADS_UP, "r1")
    return History((*base.events, heads_up, _called(days)), base.references)


def _hired(days: Days) -> History:
    base = _spoke(days)
    thanked = _sent(days, 9, "18:00", Purpose.REFERENCE_THANK_YOU, "r1")
    outcomes = (_outcome(days, 11, Result.OFFER), _outcome(days, 14, Result.ACCEPTED))
    return History((*base.events, thanked, *outcomes), base.references)


def _long_silence(days: Days) -> History:
    note = _sent(days, 0, "12:00", Purpose.REFERENCE_THANK_YOU, "r1")
    return History((note,), (_joan(days),))


def _looking_too(days: Days) -> History:
    joan = ReferenceFacts("r1", Consent.AGREED, days.on(-20), job_hunting_since=days.on(2))
    return History((), (joan,))


HISTORIES: Mapping[str, Callable[[Days], History]] = {
    "application.apply_by": _saved,
    "application.receipt": _after_applying,
    "interview.prepare": _around_an_interview,
    "interview.debrief": _around_an_interview,
    "screen.follow_up": _screen,
    "interview.thank_you": _two_people,
    "status.after_applying": _after_applying,
    "status.after_screen": _thanked_screen,
    "status.after_interview": _thanked_interview,
    "status.after_reference_check": _spoke,
    "status.promised": _promised,
    "status.again": _asked_once,
    "application.close_out": _asked_twice,
    "offer.acknowledge": _offered,
    "offer.answer": _offered,
    "offer.decline_note": _declined,
    "application.withdraw_note": _accepted_elsewhere,
    "referrer.thank_you": _referred,
    "referrer.outcome": _referred_and_rejected,
    "references.line_up": _too_few,
    "references.send": _owed,
    "reference.ask": _not_asked,
    "reference.reconfirm": _long_ago,
    "reference.heads_up": _agreed,
    "reference.thank_you": _spoke,
    "reference.outcome": _hired,
    "reference.gift": _hired,
    "reference.keep_in_touch": _long_silence,
    "reference.reciprocate": _looking_too,
}
"""The history of each rule's example, by the rule's name."""
