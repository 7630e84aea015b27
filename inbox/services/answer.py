"""The seeker's answers to suggestions: log it, ignore it, or choose another application.

Each is one transaction, and safe to repeat: what was answered already stays as it was answered.
What an answer returns is JSON, and undoing it needs no more; what it wrote is kept with the
suggestion.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.access import owned_by
from accounts.locking import owner_locked
from accounts.models import User
from applications.models import Application
from applications.services.base import send_facts_changed
from inbox.answers import Answer, proposed
from inbox.matching import Matcher
from inbox.models import IgnoredSender, ReceivedFile, Suggestion
from inbox.reading.findings import Address
from inbox.reading.senders import is_job_system
from inbox.selectors import with_rows
from inbox.services.changes import changes_between, rows_of
from inbox.services.log import log
from inbox.services.rematch import match_waiting
from inbox.services.suggest import addresses_of, set_choice, set_match
from inbox.services.where import application_for

NAMESPACE = UUID("5f0c8d0e-6d2c-4a43-9a52-3b1f6c5f9a11")
State = Suggestion.State
What = Mapping[str, Any]


@owner_locked
def accept(suggestion: Suggestion, answer: Answer, *, now: datetime) -> What:
    """Log an answer; one that was given already is returned again.

    Raises ValidationError, by the answer's field, where something is missing or does not fit; then
    nothing is written.
    """
    if answer.kind == Suggestion.Kind.IGNORE:
        return ignore(suggestion, now=now)
    if suggestion.state == State.WAITING:
        suggestion.file = _file_of(suggestion)
        _log(suggestion, answer, now)
        match_waiting(suggestion.owner, now=now)
    return what_of(suggestion)


def _log(suggestion: Suggestion, answer: Answer, now: datetime) -> Application:
    """Write what an answer says, and keep with the suggestion what that changed."""
    owner, before = suggestion.owner, _fields(suggestion)
    rows = rows_of(owner, application_for(owner, answer))
    _answer(suggestion, State.ACCEPTED, now)
    token = uuid5(NAMESPACE, suggestion.file.key)
    application = log(owner, answer, token=token, now=now)
    changes = changes_between(rows, rows_of(owner, application))
    suggestion.created = {"before": before, "rows": changes}
    suggestion.application = application
    suggestion.save(update_fields=["created", "application"])
    suggestion.file.application = application
    suggestion.file.save(update_fields=["application"])
    _replan(suggestion, before["application_id"], now)
    return application


@owner_locked
def accept_all(owner: User, suggestions: Iterable[Suggestion], *, now: datetime) -> What:
    """Log the confirmations among these suggestions as proposed, the oldest first.

    Returns what undoing it needs, and under ``stayed`` why each of the others could not be logged.
    """
    keys = [suggestion.pk for suggestion in suggestions]
    waiting = owned_by(owner, Suggestion).filter(
        pk__in=keys, kind=Suggestion.Kind.CONFIRMATION, state=State.WAITING
    )
    rows = list(with_rows(waiting).select_related("owner").order_by("at", "pk"))
    matcher = Matcher(owner, [row.finding for row in rows], addresses_of(owner))
    logged, stayed = [], []
    for row in rows:
        _match_anew(row, matcher, now)
        answer = proposed(row, owner.zone)
        try:
            with transaction.atomic():
                matcher.add(_log_if_clear(row, answer, now))
        except ValidationError as problem:
            name = " – ".join(filter(None, [answer.company, answer.title])) or answer.subject
            stayed.append({"suggestion": row.pk, "name": name, "why": problem.messages[0]})
        else:
            logged.append(row.pk)
    match_waiting(owner, now=now)
    return {"act": State.ACCEPTED.value, "suggestions": logged, "stayed": stayed}


def _match_anew(suggestion: Suggestion, matcher: Matcher, now: datetime) -> None:
    """Match a suggestion among what is known by now: the one before may have added its job."""
    if suggestion.matched_by != Suggestion.MatchedBy.CHOICE:
        set_match(suggestion, matcher.matches(suggestion.finding), now)


def _log_if_clear(suggestion: Suggestion, answer: Answer, now: datetime) -> Application:
    """Log an answer, unless it may belong to several applications."""
    if suggestion.finding.get("candidates"):
        raise ValidationError({"application": _("Choose which application this is about.")})
    return _log(suggestion, answer, now)


@owner_locked
def ignore(suggestion: Suggestion, *, now: datetime) -> What:
    """Answer that a mail is not about a job; one that was answered already stays as it is.

    Mails of a sender who was ignored often enough are ignored from then on, unless they come from a
    hiring system, which writes for many employers.
    """
    if suggestion.state != State.WAITING:
        return what_of(suggestion)
    suggestion.file = _file_of(suggestion)
    before = _fields(suggestion)
    _answer(suggestion, State.IGNORED, now)
    is_shared = is_job_system(Address(None, suggestion.sender))
    is_theirs = not is_shared and not suggestion.finding.get("may_be_forged")
    sender = suggestion.sender if is_theirs else ""
    suggestion.created = {"before": before, "sender": _count(suggestion.owner, sender, now)}
    suggestion.save(update_fields=["created"])
    _replan(suggestion, before["application_id"], now)
    return what_of(suggestion)


def _count(owner: User, email: str, now: datetime) -> str:
    """Count one more ignored mail of an address, and return the address as it is kept."""
    if not email:
        return ""
    sender = owned_by(owner, IgnoredSender).filter(email__iexact=email).first()
    sender = sender or IgnoredSender(owner=owner, email=email.casefold())
    sender.times += 1
    if sender.times >= IgnoredSender.ENOUGH:
        sender.since = sender.since or now
    sender.save()
    return sender.email


@owner_locked
def change_match(
    suggestion: Suggestion, application: Application | None, *, now: datetime
) -> Suggestion:
    """Choose another application for a suggestion; its hold moves along.

    Raises ValidationError if the application is gone, or is somebody else's.
    """
    if suggestion.state != State.WAITING:
        return suggestion
    owned = owned_by(suggestion.owner, Application)
    if application is not None and not owned.filter(pk=application.pk).exists():
        gone = _("This application doesn’t exist any more. Choose another one.")
        raise ValidationError({"application": gone})
    before = suggestion.application_id
    set_choice(suggestion, application, now)
    suggestion.save(update_fields=["application", "matched_by", "finding", "holds_until"])
    _replan(suggestion, before, now)
    return suggestion


def what_of(suggestion: Suggestion) -> What:
    """Return what undoing the answer to a suggestion needs, as JSON data."""
    return {"act": suggestion.state, "suggestions": [suggestion.pk], "stayed": []}


def _file_of(suggestion: Suggestion) -> ReceivedFile:
    """Return its file without the mail itself; the lock has reloaded the suggestion alone."""
    return ReceivedFile.objects.defer("content").get(pk=suggestion.file_id)


def _fields(suggestion: Suggestion) -> dict[str, Any]:
    """What an answer changes in the suggestion and its file."""
    holds_until = suggestion.holds_until
    return {
        "application_id": suggestion.application_id,
        "holds_until": holds_until.isoformat() if holds_until else None,
        "file_application_id": suggestion.file.application_id,
    }


def _answer(suggestion: Suggestion, state: str, now: datetime) -> None:
    suggestion.state, suggestion.answered_at, suggestion.holds_until = state, now, None
    suggestion.save(update_fields=["state", "answered_at", "holds_until"])


def _replan(suggestion: Suggestion, before: int | None, now: datetime) -> None:
    """Replan the application of a suggestion, and the one that it belonged to before."""
    keys = {key for key in (suggestion.application_id, before) if key}
    if keys:
        send_facts_changed(suggestion.owner_id, keys, now, only_holds=True)
