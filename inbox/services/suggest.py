"""Read a received file, and suggest what happened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError

from accounts.access import owned_by
from accounts.locking import owner_locked, update_fields
from accounts.models import User
from applications.models import Application
from applications.services.base import send_facts_changed
from inbox.event_versions import known_versions, version_of
from inbox.file_reading import Reading, read_file, uid_of
from inbox.holds import held_until
from inbox.keys import event_key
from inbox.matching import Match, is_clear, matches
from inbox.models import IgnoredSender, ReceivedFile, Suggestion
from inbox.reading.findings import Address
from inbox.reading.senders import is_job_system
from inbox.sent_notes import guessed
from inbox.services.receive import own_addresses
from inbox.twins import is_a_twin, twin_of
from jobtracker.signals import Happening, tell

Kind, State = Suggestion.Kind, Suggestion.State
KNOWN, OLDER = "known", "older"
"""Why what is about a job is set aside: it was here already, or is older than what is here."""
TELLING = (
    Kind.REJECTION,
    Kind.OFFER,
    Kind.INTERVIEW_INVITATION,
    Kind.INTERVIEW_RESCHEDULED,
    Kind.INTERVIEW_CANCELLED,
)
"""What is shown of an ignored sender, too, where it is about an application under way."""
MEETINGS = (Kind.INTERVIEW_INVITATION, Kind.INTERVIEW_RESCHEDULED, Kind.INTERVIEW_CANCELLED)


@owner_locked
def suggest(file: ReceivedFile, *, now: datetime) -> Suggestion | None:
    """Read a file and store what is suggested, once however often; None without its content.

    What is not about a job, is old news, or is from an ignored sender is stored as ignored, so that
    it can still be found. Raises Unreadable and DecryptionError.
    """
    known = Suggestion.objects.filter(file=file).first()
    if known is None and file.content is not None:
        known = _suggested(file, now)
    if file.read_at is None:
        update_fields(file, {"read_at": now})
    return known


def _suggested(file: ReceivedFile, now: datetime) -> Suggestion:
    owner = file.owner
    own = addresses_of(owner)
    reading = read_file(file, owner, own)
    found = matches(owner, reading.finding, own)
    row = Suggestion(owner=owner, file=file, at=reading.at, finding=reading.finding)
    row.finding["twin"] = twin_of(reading.finding, owner.zone)
    row.kind = _kind(reading.finding, bool(found))
    row.sender = _sender(reading.finding, own)
    uid = uid_of(reading.finding) if row.kind in MEETINGS else None
    row.event_key = event_key(uid) if uid else ""
    set_match(row, found, now)
    if not _is_news(row, file, reading, uid):
        row.finding["aside"] = OLDER
    elif is_a_twin(row):
        row.finding["aside"] = KNOWN
    if row.kind == Kind.IGNORE or _is_ignored(row) or row.finding.get("aside"):
        row.state, row.answered_at, row.holds_until = State.IGNORED, now, None
    row.save()
    if row.state == State.WAITING:
        tell(Happening.SUGGESTION_CREATED, [row.pk], owner_ids=[owner.pk], now=now)
    if row.holds_until and row.application_id:
        send_facts_changed(owner.pk, [row.application_id], now, only_holds=True)
    return row


def _kind(finding: dict[str, Any], is_matched: bool) -> str:
    """Return the kind; what nobody is known of and nothing is said of a job is not about one."""
    is_about_a_job = is_matched or finding.get("is_about_a_job", True)
    return str(finding["kind"]) if is_about_a_job else Kind.IGNORE.value


def set_match(row: Suggestion, found: Sequence[Match], now: datetime) -> None:
    """Give a suggestion its best match without saving it, and the others to ask about."""
    first = found[0] if found and row.kind != Kind.IGNORE else None
    way = first.matched_by if first else Suggestion.MatchedBy.NOTHING
    asked = [] if first is None or is_clear(found) else [each.application.pk for each in found]
    row.matched_at = now
    _set_application(row, first.application if first else None, way, asked, now)


def set_choice(row: Suggestion, application: Application | None, now: datetime) -> None:
    """Give a suggestion the application that the seeker chose, or none, without saving it."""
    _set_application(row, application, Suggestion.MatchedBy.CHOICE, [], now)


def _set_application(
    row: Suggestion, application: Application | None, way: str, asked: list[int], now: datetime
) -> None:
    row.application, row.matched_by = application, way
    row.finding = {**row.finding, "candidates": asked}
    if row.kind == Kind.SENT:
        row.finding |= guessed(row.finding, application, row.at)
    row.holds_until = held_until(row, now)


def _sender(finding: dict[str, Any], own: frozenset[str]) -> str:
    """Return the sender's address; empty where it is the seeker's own, or none."""
    email = ((finding.get("sender") or {}).get("email") or "").lower()
    if email in own:
        return ""
    try:
        Suggestion._meta.get_field("sender").run_validators(email)
    except ValidationError:
        return ""
    return email


def _is_ignored(row: Suggestion) -> bool:
    """Whether the seeker has ignored the sender; many employers share a hiring system's address."""
    if not row.sender or is_job_system(Address(None, row.sender)) or _matters(row):
        return False
    ignored = owned_by(row.owner, IgnoredSender).filter(since__isnull=False)
    return ignored.filter(email__iexact=row.sender).exists()


def _matters(row: Suggestion) -> bool:
    """Whether it tells something of an open application, or of a contact's; a forged one never."""
    application = row.application
    if application is None or row.kind not in TELLING or row.finding.get("may_be_forged"):
        return False
    is_open = not application.is_closed and application.archived_at is None
    return is_open or row.matched_by == Suggestion.MatchedBy.CONTACT


def _is_news(row: Suggestion, file: ReceivedFile, reading: Reading, uid: str | None) -> bool:
    """Whether the event is newer than what is known of it."""
    if not uid:
        return True
    is_dated = file.format == ReceivedFile.Format.MAIL
    version = version_of(row.finding, reading.at, is_dated)
    return all(version.is_news_after(each) for each in known_versions(row.owner, uid))


def addresses_of(owner: User) -> frozenset[str]:
    """Return the seeker's own addresses, in lower case."""
    return frozenset(each.lower() for each in own_addresses(owner))
