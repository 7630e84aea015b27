"""To which application an answer belongs, and when it counts there."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.access import owned_by
from accounts.models import User
from applications import services
from applications.models import Application, Event, Interview
from applications.runs import run_of
from inbox.answers import GOES_ON, Answer
from inbox.applied_dates import sent_earlier
from inbox.models import Suggestion
from inbox.services.calendar_links import application_of, day_of
from jobtracker.model_fields import key_of
from jobtracker.reading.names import name_key

Kind = Suggestion.Kind
SECOND = timedelta(seconds=1)


def application_for(owner: User, answer: Answer) -> Application | None:
    """Return the application that an answer is about: as chosen, or known by its event or title.

    Raises ValidationError if the one that was chosen is gone, or is somebody else's.
    """
    if answer.application is not None:
        chosen = owned_by(owner, Application).filter(pk=answer.application.pk)
        if known := chosen.select_related("company", "owner").first():
            return known
        gone = _("This application doesn’t exist any more. Choose another one.")
        raise ValidationError({"application": gone})
    if answer.is_new:
        return None
    return application_of(owner, answer) or _with_title(owner, answer)


def _with_title(owner: User, answer: Answer) -> Application | None:
    """The latest application to the same company for the same job."""
    rows = owned_by(owner, Application).filter(company__key=key_of(answer.company))
    same = [row for row in rows if name_key(row.title) == name_key(answer.title)]
    return max(same, key=lambda row: (not row.is_closed, row.pk), default=None)


def with_interview(answer: Answer, application: Application | None) -> Answer:
    """Return the answer with the chosen interview as it is now.

    Raises ValidationError if that is gone, or belongs to another application.
    """
    if answer.interview is None:
        return answer
    rows = owned_by(application.owner, Interview) if application else Interview.objects.none()
    chosen = rows.filter(pk=answer.interview.pk, application=application).first()
    if chosen is None:
        raise ValidationError({"interview": _("This interview belongs to another application.")})
    return replace(answer, interview=chosen)


def add_application(owner: User, answer: Answer, token: UUID, now: datetime) -> Application:
    """Add the application of an answer. Raises ValidationError without a company or a title."""
    if not answer.company:
        problem = _("Choose an application, or enter the company to add a new one.")
        raise ValidationError({"application": problem})
    if not answer.title:
        raise ValidationError({"title": _("Enter the job title.")})
    applied_at = min(answer.applied_at, answer.at) if answer.applied_at else None
    return services.add_application(
        owner,
        token=token,
        company=answer.company,
        fields={"title": answer.title},
        applied_at=applied_at,
        now=now,
    )


def fitted(answer: Answer, application: Application, now: datetime) -> Answer:
    """Return the answer, dated after the application if it came on the same day.

    The time at which an application was sent may be a guess. If a confirmation or a rejection is
    from a day before it, the application is moved before that.
    """
    run = run_of(application)
    applied = run.applied
    if applied is None or answer.at >= applied.at or run.began_at is not None:
        return answer
    if day_of(answer.at, application) == day_of(applied.at, application):
        return replace(answer, at=min(applied.at + SECOND, now))
    sent = [each for each in run.events if each.kind == Event.Kind.APPLIED]
    if earlier := sent_earlier(answer, [each.at for each in sent], application.owner.zone):
        services.edit_event(sent[0], at=earlier, now=now)
    return answer


def brought_back(answer: Answer, application: Application, now: datetime) -> Application:
    """Return the application, unarchived if the answer means that it goes on."""
    if application.archived_at and answer.kind in GOES_ON:
        services.unarchive(application.owner, [application.pk], now=now)
        application.archived_at = None
    return application
