"""Arrange, change and cancel interviews, and record debriefs."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.locking import owner_locked, pick, update_fields
from applications.models import Application, Debrief, DebriefTopic, Interview
from applications.services.base import require_owner, update_stage_and_replan
from references.models import Contact

FIELDS = ("kind", "type", "arranged_at", "starts_at", "ends_at", "time_zone", "place", "link")
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
    """Add an interview; repeating it with the same ``token`` returns the existing one."""
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
    """Reschedule or correct an interview; its reminders move with it."""
    return _write(interview, fields, interviewers, now)


def _write(
    interview: Interview,
    fields: Mapping[str, Any],
    interviewers: Iterable[Contact],
    now: datetime,
) -> Interview:
    people = list(interviewers)
    require_owner(interview.application.owner, *people)
    check_kind(fields.get("kind", interview.kind), fields.get("type", interview.type))
    update_fields(interview, pick(fields, (*FIELDS, "preparation")))
    interview.interviewers.set(people)
    update_stage_and_replan(interview.application, now)
    return interview


def check_kind(kind: str, type_: str) -> None:
    """Raise ValidationError if a phone screen is called anything else."""
    if type_ and kind == Interview.Kind.PHONE_SCREEN:
        raise ValidationError({"type": _("A phone screen has no type.")})


@owner_locked
def prepare_interview(interview: Interview, preparation: str) -> None:
    """Save the seeker's preparation notes for an interview."""
    interview.preparation = preparation
    interview.save(update_fields=["preparation"])


@owner_locked
def cancel_interview(interview: Interview, *, now: datetime, at: datetime | None = None) -> None:
    """Mark an interview as cancelled at ``at``, or now; repeating it changes nothing.

    Raises ValidationError if it was arranged after that.
    """
    if interview.cancelled_at:
        return
    if at and at < interview.arranged_at:
        raise ValidationError({"at": _("The interview was arranged after that.")})
    interview.cancelled_at = at or max(now, interview.arranged_at)
    interview.full_clean()
    interview.save(update_fields=["cancelled_at"])
    update_stage_and_replan(interview.application, now)


@owner_locked
def reinstate_interview(interview: Interview, *, now: datetime) -> None:
    """Undo a cancellation."""
    interview.cancelled_at = None
    interview.save(update_fields=["cancelled_at"])
    update_stage_and_replan(interview.application, now)


@owner_locked
def remove_interview(interview: Interview, *, now: datetime) -> None:
    """Delete an interview, with its debrief and the messages recorded for it."""
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
    """Save the debrief of an interview; repeating it overwrites the earlier one."""
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
    """Delete a debrief."""
    application = debrief.interview.application
    Debrief.objects.filter(pk=debrief.pk).delete()
    update_stage_and_replan(application, now)
