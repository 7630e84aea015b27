"""What the verbs of this app share: ownership, the stage, and word to the planner."""

from collections.abc import Collection, Iterator
from datetime import datetime

from accounts.models import User
from applications.models import Application, Event, Interview, Stage
from applications.models.application import CLOSED_STAGES
from applications.stages import GIVEN_UP, StageFact, stage_after
from jobtracker.signals import facts_changed
from references.models import Contact, Reference

# What each kind of event says of the stage; a timeline only reopens what was given up.
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


def update_stage_and_replan(application: Application, now: datetime) -> None:
    """After a change of facts: bring the stage up to date and have the plan made anew."""
    application.stage = stage_after(_stage_facts(application))
    application.updated_at = now
    application.save(update_fields=["stage", "updated_at"])
    send_facts_changed(application.owner_id, [application.pk], now)


def send_facts_changed(
    owner_id: int, application_ids: Collection[int] | None, now: datetime
) -> None:
    """Say that facts have changed, inside the transaction that changed them."""
    facts_changed.send(
        sender=Application, owner_id=owner_id, application_ids=application_ids, now=now
    )


def require_owner(owner: User, *things: Contact | Reference | Application | None) -> None:
    """Raise ValueError where a thing belongs to somebody else: a caller's mistake."""
    for thing in things:
        if thing is None:
            continue
        holder = thing.contact if isinstance(thing, Reference) else thing
        if holder.owner_id != owner.pk:
            raise ValueError(f"{type(thing).__name__} {thing.pk} belongs to somebody else")


def _stage_facts(application: Application) -> Iterator[StageFact]:
    for event in Event.objects.filter(application=application):
        fact = _event_fact(event)
        if fact:
            yield fact
    for interview in Interview.objects.filter(application=application, cancelled_at=None):
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
