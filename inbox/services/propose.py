"""Lay what a program of the seeker's knows into their inbox, without a mail."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.access import owned_by
from accounts.locking import owner_locked
from accounts.models import User
from inbox.answers import Answer
from inbox.file_reading import storable
from inbox.keys import digest
from inbox.matching import matches
from inbox.models import ReceivedFile, Suggestion
from inbox.proposals import finding_of
from inbox.room import has_room
from inbox.services.suggest import addresses_of, set_choice, set_match
from jobtracker.signals import Happening, tell

MOST_WAITING = 100
"""How many proposals wait at most: no program buries what the mails say."""
PROGRAM = ReceivedFile.Way.PROGRAM


class InboxFullError(ValidationError):
    """So many proposals wait, or came today, that no more are taken."""


@owner_locked
def propose(owner: User, answer: Answer, *, author: str, token: UUID, now: datetime) -> Suggestion:
    """Lay an answer into the inbox as a suggestion, once for a ``token``, and return it.

    ``author`` is the name of the key that proposes it. Nothing else is written, and no follow-up
    is held back. Raises InboxFullError, and ValidationError where a note is about no application.
    """
    key = digest(f"proposal\n{token}")
    known = Suggestion.objects.filter(owner=owner, file__key=key).select_related("file").first()
    if known is not None:
        return known
    if answer.kind == Suggestion.Kind.SENT and answer.application is None:
        raise ValidationError({"application": _("Choose which application this is about.")})
    _require_room(owner, now)
    delete_at = now + timedelta(days=settings.INBOX_KEEP_DAYS)
    file, _is_new = ReceivedFile.objects.update_or_create(
        owner=owner,
        key=key,
        defaults={"delete_at": delete_at, "arrived_at": now, "read_at": now},
        create_defaults={
            "way": PROGRAM,
            "format": ReceivedFile.Format.PROPOSAL,
            "arrived_at": now,
            "read_at": now,
            "delete_at": delete_at,
        },
    )
    return _suggested(file, answer, author, now)


def _suggested(file: ReceivedFile, answer: Answer, author: str, now: datetime) -> Suggestion:
    owner = file.owner
    row = Suggestion(owner=owner, file=file, kind=answer.kind, at=min(answer.at, now))
    row.finding = {**storable(finding_of(answer, author)), "candidates": []}
    if answer.application is not None:
        set_choice(row, answer.application, now)
    else:
        set_match(row, matches(owner, row.finding, addresses_of(owner)), now)
    row.save()
    tell(Happening.SUGGESTION_CREATED, [row.pk], owner_ids=[owner.pk], now=now)
    return row


def _require_room(owner: User, now: datetime) -> None:
    """Raise InboxFullError where as many wait as may, or as many came today."""
    waiting = owned_by(owner, Suggestion).filter(state=Suggestion.State.WAITING, file__way=PROGRAM)
    if waiting.count() >= MOST_WAITING:
        text = _("%(count)s proposals wait in the Inbox. Answer some of them first.")
        raise InboxFullError(text % {"count": MOST_WAITING})
    if not has_room(owner, PROGRAM, now):
        raise InboxFullError(_("That's enough for one day. Propose more tomorrow."))
