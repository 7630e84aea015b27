"""Move applications to another stage by hand. Nothing that happened is deleted by a move."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.access import owned_by
from accounts.locking import owner_locked
from accounts.models import User
from applications.models import Application, Event, Stage
from applications.models.event import ANSWERS
from applications.runs import Run, run_of
from applications.services.base import update_stage_and_replan
from jobtracker.templatetags.dates import day

What = Mapping[str, Any]
IN_TOUCH = (Stage.SCREENING, Stage.INTERVIEWING, Stage.REFERENCE_CHECK)
"""Stages that nothing but the employer leads to: they wrote or called."""
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@owner_locked
def move(
    application: Application, stage: Stage, *, at: datetime, now: datetime, token: UUID
) -> None:
    """Move an application to ``stage`` by hand, as of ``at``.

    Stages that are facts (applied, and every outcome) are recorded as facts, and so is the answer
    that a stage of ``IN_TOUCH`` takes, if there is none yet. One that is closed is applied for
    again first, which begins a new run. Repeating it with the same ``token`` changes nothing.
    Raises ValidationError, with the reason, if the stage contradicts what happened.
    """
    events = Event.objects.filter(application=application)
    if events.filter(token=token).exists():
        return
    run = run_of(application)
    contradiction = _contradiction(run, stage)
    if contradiction:
        raise ValidationError(contradiction)
    for each, fact in zip(tokens_of(token), _facts(run, stage, at), strict=False):
        application.events.create(token=each, **fact)
    update_stage_and_replan(application, now)


def tokens_of(token: UUID) -> tuple[UUID, UUID, UUID]:
    """Return the tokens of the events that a move may record."""
    return token, uuid5(token, "moved"), uuid5(token, "answered")


def answer_of(stage: Stage, at: datetime, applied_at: datetime | None) -> dict[str, Any] | None:
    """Return the employer's answer that ``stage`` takes; None where it takes none.

    Within the minute of applying it counts as what came after that.
    """
    if stage not in IN_TOUCH:
        return None
    if applied_at and applied_at - at < MINUTE:
        at = max(at, applied_at + SECOND)
    return {"kind": Event.Kind.EMPLOYER_REPLY, "at": at}


def _contradiction(run: Run, stage: Stage) -> str:
    """Why what happened keeps an application from this stage; empty if it does not."""
    if stage in Event.Result.values:
        return ""
    if run.outcome and not run.is_closed:
        text = _("There is an offer, of %(day)s. Say how it ended, or remove it from the story.")
        return text % {"day": day(run.outcome.at)}
    if stage == Stage.SAVED and run.outcome:
        text = _("It ended on %(day)s. If you mean to apply there again, move it once you have.")
        return text % {"day": day(run.outcome.at)}
    if stage == Stage.SAVED and run.applied:
        text = _("You applied on %(day)s. If you did not, remove that from the story.")
        return text % {"day": day(run.applied.at)}
    return ""


def _facts(run: Run, stage: Stage, at: datetime) -> Iterator[dict[str, Any]]:
    if stage in Event.Result.values:
        yield {"kind": Event.Kind.OUTCOME, "result": stage, "at": at}
        return
    begins = run.is_closed or (stage == Stage.APPLIED and not run.applied)
    if begins:
        yield {"kind": Event.Kind.APPLIED, "at": at}
    if stage != Stage.APPLIED or not begins:
        yield {"kind": Event.Kind.MOVED, "stage": stage, "at": at}
    applied_at = at if begins else run.applied.at if run.applied else None
    answer = answer_of(stage, at, applied_at)
    if answer and (begins or not _has_answered(run)):
        yield answer


def _has_answered(run: Run) -> bool:
    """Whether a person at the employer acted, not before the latest submission."""
    signs = [event.at for event in run.events if event.kind in ANSWERS]
    for interview in run.interviews:
        signs += [interview.arranged_at, interview.starts_at]
    return any(run.applied is None or at >= run.applied.at for at in signs)


@owner_locked
def move_all(
    owner: User, ids: Iterable[int], stage: Stage, *, at: datetime, token: UUID, now: datetime
) -> What:
    """Move applications to ``stage``; those already there are left unchanged.

    Returns what undoing it needs, and under ``stayed`` why each of the others could not be moved.
    """
    rows = owned_by(owner, Application).filter(pk__in=list(ids)).exclude(stage=stage)
    moves, stayed = [], []
    for row in rows.select_related("company"):
        own = uuid5(token, str(row.pk))
        try:
            move(row, stage, at=at, now=now, token=own)
        except ValidationError as contradiction:
            stayed.append({"name": str(row), "why": contradiction.messages[0]})
        else:
            moves.append({"application": row.pk, "token": str(own)})
    return {"act": "moved", "moves": moves, "stayed": stayed}
