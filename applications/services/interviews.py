"""Arranging, moving and cancelling interviews, and writing down how they went."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.locking import owner_locked, pick, update_fields
from applications.models import Application, Debrief, DebriefTopic, Interview
from applications.services.base import require_owner, update_stage_and_replan
from references.models import Contact

FIELDS = ("kind", "arranged_at", "starts_at", "ends_at", "time_zone", "place", "link")
DEBRIEF_FIELDS = (
    "positive_signs",
    "pace",
    "medium_hint",
    "learned",
    "next_steps",
    "follow_up_contact",
    "notes",
)


@owner_locked
def arrange_interview(
    application: Application,
    *,
    token: UUID,
    fields: Mapping[str, Any],
    interviewers: Iterable[Contact],
    now: datetime,
) -> Interview:
    """A new interview; repeating it with the same ``token`` gives the one that is there."""
    known = Interview.objects.filter(application=application, token=token).first()
    if known:
        return known
    interview = Interview(owner_id=application.owner_id, application=application, token=token)
    return _write(interview, fields, interviewers, now)


@owner_locked
def change_interview(
    interview: Interview,
    *,
    fields: Mapping[str, Any],
    interviewers: Iterable[Contact],
    now: datetime,
) -> Interview:
    """Move an interview or correct it; its reminders move with it, none is made twice."""
    return _write(interview, fields, interviewers, now)


def _write(
    interview: Interview,
    fields: Mapping[str, Any],
    interviewers: Iterable[Contact],
    now: datetime,
) -> Interview:
    people = list(interviewers)
    require_owner(interview.application.owner, *people)
    update_fields(interview, pick(fields, (*FIELDS, "preparation")))
    interview.interviewers.set(people)
    update_stage_and_replan(interview.application, now)
    return interview


@owner_locked
def prepare_interview(interview: Interview, preparation: str) -> None:
    """Keep what the seeker prepared for an interview."""
    interview.preparation = preparation
    interview.save(update_fields=["preparation"])


@owner_locked
def cancel_interview(interview: Interview, *, at: datetime, now: datetime) -> None:
    """The interview was called off at ``at``; a second time changes nothing."""
    if interview.cancelled_at:
        return
    interview.cancelled_at = at
    interview.full_clean()
    interview.save(update_fields=["cancelled_at"])
    update_stage_and_replan(interview.application, now)


@owner_locked
def reinstate_interview(interview: Interview, *, now: datetime) -> None:
    """Take a cancellation back."""
    interview.cancelled_at = None
    interview.save(update_fields=["cancelled_at"])
    update_stage_and_replan(interview.application, now)


@owner_locked
def remove_interview(interview: Interview, *, now: datetime) -> None:
    """Remove an interview that never was, with its debrief and the notes recorded for it."""
    application = interview.application
    Interview.objects.filter(pk=interview.pk).delete()
    update_stage_and_replan(application, now)


@owner_locked
def debrief_interview(
    interview: Interview,
    *,
    fields: Mapping[str, Any],
    topics: Mapping[Contact, str],
    now: datetime,
) -> Debrief:
    """Write down how an interview went; a second time corrects the first."""
    require_owner(interview.application.owner, *topics)
    debrief = Debrief.objects.filter(interview=interview).first()
    debrief = debrief or Debrief(interview=interview, at=now)
    update_fields(debrief, pick(fields, DEBRIEF_FIELDS))
    for contact, text in topics.items():
        DebriefTopic.objects.update_or_create(
            debrief=debrief, contact=contact, defaults={"text": text}
        )
    update_stage_and_replan(interview.application, now)
    return debrief


@owner_locked
def remove_debrief(debrief: Debrief, *, now: datetime) -> None:
    """Take a debrief back."""
    application = debrief.interview.application
    Debrief.objects.filter(pk=debrief.pk).delete()
    update_stage_and_replan(application, now)
