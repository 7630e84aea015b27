"""What the services of this app share: ownership checks, the stage, and the replan signal."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from applications.models import Application, Event, Interview, Stage
from applications.models.application import CLOSED_STAGES
from jobtracker.signals import facts_changed
from references.models import Contact, Reference

PROGRESS = (
    Stage.SAVED,
    Stage.APPLIED,
    Stage.SCREENING,
    Stage.INTERVIEWING,
    Stage.REFERENCE_CHECK,
    Stage.OFFER,
)
OUTCOMES = (Stage.OFFER, *CLOSED_STAGES)
# As in the timing rules: these end when the employer writes again.
GIVEN_UP = (Stage.REJECTED, Stage.NO_RESPONSE)
# The stage each kind of event leads to. A date they gave only reopens a closed application.
EVENT_STAGES = {
    Event.Kind.APPLIED: Stage.APPLIED,
    Event.Kind.REFERENCES_REQUESTED: Stage.REFERENCE_CHECK,
    Event.Kind.REFERENCE_CONTACTED: Stage.REFERENCE_CHECK,
    Event.Kind.TIMELINE_GIVEN: Stage.SAVED,
}
REOPENING = {Event.Kind.REFERENCES_REQUESTED, Event.Kind.TIMELINE_GIVEN}
INTERVIEW_STAGES = {
    Interview.Kind.PHONE_SCREEN: Stage.SCREENING,
    Interview.Kind.INTERVIEW: Stage.INTERVIEWING,
}


@dataclass(frozen=True, slots=True)
class StageFact:
    """One fact that affects the stage.

    ``absolute`` facts (an outcome, a move by hand) set the stage; the others only advance it.
    ``reopens`` lists the closed stages that the fact reopens.
    """

    at: datetime
    stage: Stage
    absolute: bool = False
    reopens: tuple[Stage, ...] = ()

    @property
    def is_outcome(self) -> bool:
        """Whether the fact is an outcome: an offer or a closed stage."""
        return self.absolute and self.stage in OUTCOMES


def update_stage_and_replan(application: Application, now: datetime) -> None:
    """Recompute the stage after facts changed, and replan the application."""
    application.stage = stage_after(_stage_facts(application))
    application.updated_at = now
    application.save(update_fields=["stage", "updated_at"])
    send_facts_changed(application.owner_id, [application.pk], now)


def send_facts_changed(
    owner_id: int, application_ids: Collection[int] | None, now: datetime
) -> None:
    """Send ``facts_changed``, inside the transaction that changed the facts."""
    facts_changed.send(
        sender=Application, owner_id=owner_id, application_ids=application_ids, now=now
    )


def require_owner(owner: User, *things: Contact | Reference | Application | None) -> None:
    """Raise ValueError if one of ``things`` belongs to another user."""
    for thing in things:
        if thing is None:
            continue
        holder = thing.contact if isinstance(thing, Reference) else thing
        if holder.owner_id != owner.pk:
            raise ValueError(f"{type(thing).__name__} {thing.pk} belongs to somebody else")


def _stage_facts(application: Application) -> Iterator[StageFact]:
    events = Event.objects.filter(application=application)
    interviews = Interview.objects.filter(application=application)
    yield from stage_facts(events, interviews)


def stage_facts(events: Iterable[Event], interviews: Iterable[Interview]) -> Iterator[StageFact]:
    """Yield what the events and interviews of one application say about its stage."""
    for event in events:
        fact = _event_fact(event)
        if fact:
            yield fact
    for interview in interviews:
        if interview.cancelled_at is None:
            stage = INTERVIEW_STAGES[Interview.Kind(interview.kind)]
            yield StageFact(interview.arranged_at, stage, reopens=CLOSED_STAGES)


def _event_fact(event: Event) -> StageFact | None:
    kind = Event.Kind(event.kind)
    if kind == Event.Kind.OUTCOME:
        return StageFact(event.at, Stage(event.result), absolute=True)
    if kind == Event.Kind.MOVED:
        return StageFact(event.at, Stage(event.stage), absolute=True)
    if kind not in EVENT_STAGES:
        return None
    reopens = GIVEN_UP if kind in REOPENING else ()
    return StageFact(event.at, EVENT_STAGES[kind], reopens=reopens)


def stage_after(facts: Iterable[StageFact]) -> Stage:
    """Return the stage after all ``facts``, in order of time (ties: as given).

    The latest outcome decides unless a later fact reopens it, as in the plan; otherwise the stage
    is the furthest one reached.
    """
    facts = sorted(facts, key=lambda each: each.at)
    outcomes = [fact for fact in facts if fact.is_outcome]
    if outcomes and not _reopened(outcomes[-1], facts):
        return outcomes[-1].stage
    stage = Stage.SAVED
    for fact in facts:
        if not fact.is_outcome:
            stage = fact.stage if fact.absolute else _further(stage, fact.stage)
    return stage


def _reopened(outcome: StageFact, facts: Iterable[StageFact]) -> bool:
    return any(fact.at > outcome.at and outcome.stage in fact.reopens for fact in facts)


def _further(one: Stage, other: Stage) -> Stage:
    return max(one, other, key=PROGRESS.index)
