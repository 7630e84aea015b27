"""Take an answer to suggestions back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from accounts.access import owned_by
from accounts.locking import owner_locked
from accounts.models import User
from applications.models import Application, Event, Interview, Message, Tag
from applications.services.base import send_facts_changed
from applications.services.stages import set_stages
from inbox.holds import held_until
from inbox.models import CalendarLink, IgnoredSender, ReceivedFile, Suggestion
from inbox.selectors import with_rows
from inbox.services.changes import Changes, created_keys, restore_fields, was_changed_since
from inbox.services.in_use import is_in_use
from inbox.services.rematch import match_waiting
from references.models import Company, Contact


class CannotUndoError(IntegrityError):
    """Taking an answer back would delete what the seeker typed; its text tells them so."""


@owner_locked
def undo_answer(owner: User, what: Mapping[str, Any], *, now: datetime) -> None:
    """Delete what the answers wrote, restore what they changed, and let the suggestions wait again.

    People, companies and applications that the seeker has changed or used since stay. Raises
    CannotUndoError if an entry that was added has been edited, or written about, since, or if it is
    not known what was added, as after an import.
    """
    rows = owned_by(owner, Suggestion).filter(pk__in=what["suggestions"])
    rows = with_rows(rows.exclude(state=Suggestion.State.WAITING))
    for suggestion in rows.order_by("-answered_at", "-at", "-pk"):
        _take_back(owner, suggestion, now)


def _take_back(owner: User, suggestion: Suggestion, now: datetime) -> None:
    created = suggestion.created or {}
    _require_known(suggestion, created)
    concerned = {suggestion.application_id}
    others = owned_by(owner, Suggestion).filter(state=Suggestion.State.WAITING)
    key = suggestion.application_id
    at_risk = key is not None and others.filter(application=key).exists()
    if "rows" in created:
        concerned.add(_delete_created(owner, created["rows"]))
        restore_fields(owner, created["rows"])
    if created.get("sender"):
        _discount(owner, created["sender"])
    _let_wait(owner, suggestion, created.get("before"), now)
    concerned.add(suggestion.application_id)
    rows = owned_by(owner, Application).filter(pk__in=[key for key in concerned if key])
    Application.objects.bulk_update(set_stages(rows), ["stage"])
    send_facts_changed(owner.pk, [row.pk for row in rows], now)
    if at_risk:
        match_waiting(owner, now=now)


def _require_known(suggestion: Suggestion, created: Mapping[str, Any]) -> None:
    """Raise CannotUndoError if it is not known what was added, as after an import."""
    if suggestion.state == Suggestion.State.ACCEPTED and "rows" not in created:
        text = _("This came with an import and can’t be undone here. Delete what it logged.")
        raise CannotUndoError(text)


def _let_wait(
    owner: User, suggestion: Suggestion, before: Mapping[str, Any] | None, now: datetime
) -> None:
    """Put a suggestion back to how it waited, as far as its application still exists.

    What was ignored as it arrived never waited: then it does so from now on.
    """
    suggestion.refresh_from_db(fields=["application"])
    suggestion.state, suggestion.answered_at = Suggestion.State.WAITING, None
    suggestion.created = None
    if before is None:
        suggestion.holds_until = held_until(suggestion, now)
        suggestion.save()
        return
    field: Any = Suggestion._meta.get_field("holds_until")
    suggestion.holds_until = field.to_python(before["holds_until"])
    suggestion.application = _application(owner, before["application_id"])
    suggestion.save()
    file = _application(owner, before["file_application_id"])
    ReceivedFile.objects.filter(pk=suggestion.file_id).update(application=file)


def _application(owner: User, key: int | None) -> Application | None:
    return owned_by(owner, Application).filter(pk=key).first() if key else None


def _delete_created(owner: User, changes: Changes) -> int | None:
    """Delete the rows that an answer added; returns the application that was added, if it stays."""
    interviews = _created(owner, changes, Interview)
    _require_unedited(owner, changes)
    _require_untouched(interviews, changes)
    for event, contact in changes["joined"]:
        for interview in owned_by(owner, Interview).filter(pk=event):
            interview.interviewers.remove(contact)
    added = _created(owner, changes, Application).first()
    stays = added is not None and _is_used(added, changes)
    events = _created(owner, changes, Event)
    if stays:
        events = events.exclude(kind=Event.Kind.APPLIED)
    for rows in (_created(owner, changes, Message), events, _created(owner, changes, CalendarLink)):
        rows.delete()
    interviews.delete()
    if added and not stays:
        added.delete()
    _delete_unused(owner, changes)
    return added.pk if added and stays else None


def _created(owner: User, changes: Changes, model: type[Model]) -> QuerySet[Any]:
    return owned_by(owner, model).filter(pk__in=created_keys(changes, model))


def _require_unedited(owner: User, changes: Changes) -> None:
    """Raise CannotUndoError if an entry of the timeline was edited since."""
    for model in (Event, Interview, Message):
        if any(was_changed_since(changes, row) for row in _created(owner, changes, model)):
            raise _edited()


def _require_untouched(interviews: QuerySet[Interview], changes: Changes) -> None:
    """Raise CannotUndoError if an interview has a story, or other people, by now."""
    for interview in interviews:
        if is_in_use(interview, changes) or _meets_others(interview, changes):
            raise _edited()


def _meets_others(interview: Interview, changes: Changes) -> bool:
    """Whether its interviewers were edited; one who was merged into another counts as the other."""
    joined = {contact for event, contact in changes["joined"] if event == interview.pk}
    left = set(Contact.objects.filter(pk__in=joined).values_list("pk", flat=True))
    met = set(Contact.objects.filter(interviews=interview).values_list("pk", flat=True))
    return bool(left - met) or len(met - left) > len(joined - left)


def _edited() -> CannotUndoError:
    text = _("This was edited, or written about, since. Change or delete it on its own page.")
    return CannotUndoError(text)


def _is_used(application: Application, changes: Changes) -> bool:
    """Whether anything else happened to an application that was added."""
    has_tags = Tag.objects.filter(tagged=application).exists()
    return is_in_use(application, changes) or has_tags or was_changed_since(changes, application)


def _delete_unused(owner: User, changes: Changes) -> None:
    """Delete the people and companies that were added, unless they are used or edited by now."""
    for model in (Contact, Company):
        for row in _created(owner, changes, model):
            if not is_in_use(row) and not was_changed_since(changes, row):
                row.delete()


def _discount(owner: User, email: str) -> None:
    """Count one ignored mail of an address less."""
    sender = owned_by(owner, IgnoredSender).filter(email=email).first()
    if sender is None:
        return
    sender.times -= 1
    if sender.times < IgnoredSender.ENOUGH:
        sender.since = None
    if sender.times > 0:
        sender.save()
    else:
        sender.delete()
