"""Short ways to tell a story in a test. Times are local to London unless a zone is given."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from followups.timing import facts as f
from followups.timing.plan import plan
from followups.timing.plan_items import HeldBack, Plan, Planned
from followups.timing.policy.make import make

LONDON = ZoneInfo("Europe/London")


def t(text: str, zone: ZoneInfo = LONDON) -> datetime:
    """`2026-03-02 10:00` on a wall in the zone, as an instant."""
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def local(moment: datetime | None, zone: ZoneInfo = LONDON) -> str | None:
    """The instant as a wall in the zone shows it; the opposite of `t`."""
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M") if moment else None


def applied(at: str = "2026-03-02 10:00", name: str = "applied") -> f.Applied:
    return f.Applied(name, t(at))


def confirmed(at: str) -> f.Confirmation:
    return f.Confirmation("confirmation", t(at))


def replied(at: str) -> f.EmployerReply:
    return f.EmployerReply(f"reply {at}", t(at))


def dont_call(at: str, name: str = "dont-call") -> f.NoContactRequested:
    return f.NoContactRequested(name, t(at))


def timeline(
    at: str, news_by: str | None = None, ask_on: str | None = None, name: str = "timeline"
) -> f.TimelineGiven:
    dates = [datetime.fromisoformat(day).date() if day else None for day in (news_by, ask_on)]
    return f.TimelineGiven(name, t(at), *dates)


def interview(
    arranged: str = "2026-03-05 09:00",
    start: str = "2026-03-11 10:00",
    end: str = "2026-03-11 11:00",
    *people: str,
    name: str = "talk",
    cancelled: str | None = None,
    kind: f.Kind = f.Kind.INTERVIEW,
) -> f.Interview:
    cancelled_at = t(cancelled) if cancelled else None
    return f.Interview(name, t(arranged), kind, t(start), t(end), people, cancelled_at)


def screen(*args: str, **kwargs: str) -> f.Interview:
    return interview(*args, kind=f.Kind.PHONE_SCREEN, **kwargs)


def debriefed(at: str, name: str = "talk") -> f.Debriefed:
    return f.Debriefed(f"debrief {at}", t(at), name)


def sent(
    purpose: str, at: str, to: str | None = None, interview: str | None = None
) -> f.MessageSent:
    return f.MessageSent(f"{purpose} {at} {to}", t(at), f.Purpose(purpose), to, interview)


def status(at: str) -> f.MessageSent:
    return sent("status", at)


def requested(at: str, name: str = "request", *, has_list: bool = False) -> f.ReferencesRequested:
    return f.ReferencesRequested(name, t(at), has_list)


def list_sent(at: str) -> f.MessageSent:
    return sent("references_list", at)


def mail(at: str) -> f.MailUnsorted:
    return f.MailUnsorted(f"mail {at}", t(at))


def asked_elsewhere(at: str) -> f.StatusElsewhere:
    return f.StatusElsewhere(f"asked elsewhere {at}", t(at))


def accepted_elsewhere(at: str, name: str = "job") -> f.AcceptedElsewhere:
    return f.AcceptedElsewhere(name, t(at))


def chosen(at: str, who: str = "rita") -> f.ReferenceChosen:
    return f.ReferenceChosen(f"chosen {who} {at}", t(at), who)


def contacted(at: str, who: str = "rita", name: str = "call") -> f.ReferenceContacted:
    return f.ReferenceContacted(name, t(at), who)


def letter(at: str, who: str = "rita", name: str = "letter") -> f.ReferenceLetter:
    return f.ReferenceLetter(name, t(at), who)


def outcome(result: str, at: str, name: str = "end", answer_by: str | None = None) -> f.Outcome:
    until = date.fromisoformat(answer_by) if answer_by else None
    return f.Outcome(name, t(at), f.Result(result), until)


def person(
    id: str = "rita",
    consent: str = "agreed",
    agreed: str | None = None,
    contact: str | None = None,
    hunting: str | None = None,
) -> f.ReferenceFacts:
    dates = [
        datetime.fromisoformat(day).date() if day else None for day in (agreed, contact, hunting)
    ]
    return f.ReferenceFacts(id, f.Consent(consent), *dates)


def planned(
    *events: f.Event,
    people: tuple[f.ReferenceFacts, ...] = (),
    zone: ZoneInfo = LONDON,
    interest: int = 3,
    base: str = "balanced",
    about: Mapping[str, Any] = MappingProxyType({}),
    **changes: object,
) -> Plan:
    """The plan of a story under a named policy with changes; `about` are more of its facts."""
    return plan(f.Facts(zone, interest, events, people, **about), make(base, changes))


def by_rule(plan: Plan, rule: str) -> list[Planned]:
    return [found for found in plan.reminders if found.rule == rule]


def only(plan: Plan, rule: str) -> Planned:
    """The one reminder of a rule."""
    (found,) = by_rule(plan, rule)
    return found


def the_note(plan: Plan) -> Planned:
    """The one status note of a plan."""
    (found,) = [note for note in plan.reminders if note.rule.startswith("status.")]
    return found


def guards(plan: Plan) -> Mapping[str, HeldBack]:
    return {entry.guard: entry for entry in plan.held_back}


def times(found: Planned, zone: ZoneInfo = LONDON) -> tuple[str | None, str | None, str | None]:
    """When it opens, is due and lapses, on a wall in the zone."""
    opens, due, lapses = found.opens_at, found.due_at, found.lapses_at
    return local(opens, zone), local(due, zone), local(lapses, zone)
