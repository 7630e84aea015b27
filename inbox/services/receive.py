"""Store what arrived, each mail and each event once for a seeker, whichever way it came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings

from accounts.locking import owner_locked, update_fields
from accounts.models import User
from inbox.keys import digest, message_key
from inbox.models import Mailbox, ReceivedFile, Suggestion
from inbox.reading.calendar import read_calendar
from inbox.reading.calendar_parts import is_calendar, split_events
from inbox.reading.findings import CalendarEvent
from inbox.reading.ical_lines import parse
from inbox.reading.mime import Letter, open_letter
from inbox.services.addresses import address_of
from inbox.ways import way_of
from jobtracker.encryption import encrypt


@dataclass(frozen=True, slots=True)
class Receipt:
    """A file that is stored, and whether it was not there before."""

    file: ReceivedFile
    is_new: bool


@dataclass(frozen=True, slots=True)
class Arrival:
    """One mail or one event, ready to be stored."""

    key: str
    way: str
    format: str
    content: bytes


def receive(owner: User, content: bytes, *, way: str, now: datetime) -> list[Receipt]:
    """Store a mail, or each event of a calendar file, unless it is here already.

    Raises Unreadable, before anything is stored, for what is neither or is beyond the bounds.
    """
    if is_calendar(content):
        arrivals = _events(content, way)
    else:
        letter = open_letter(content)
        found = way_of(way, letter, own_addresses(owner))
        arrivals = [Arrival(_mail_key(letter), found, ReceivedFile.Format.MAIL, content)]
    return store_arrivals(owner, arrivals, now=now)


@owner_locked
def store_arrivals(owner: User, arrivals: Sequence[Arrival], *, now: datetime) -> list[Receipt]:
    """Store what is not here yet. What is known by its key stays as it is.

    Only what nobody answered until it was deleted waits again, where it is dropped by hand.
    """
    keys = [each.key for each in arrivals]
    known = {each.key: each for each in ReceivedFile.objects.filter(owner=owner, key__in=keys)}
    receipts = {key: Receipt(file, is_new=False) for key, file in known.items()}
    for each in arrivals:
        if each.key in known and _is_forgotten(known[each.key], each):
            receipts[each.key] = Receipt(_again(known[each.key], each, now), is_new=True)
        elif each.key not in receipts:
            receipts[each.key] = Receipt(_stored(owner, each, now), is_new=True)
    return [receipts[key] for key in dict.fromkeys(keys)]


def _is_forgotten(file: ReceivedFile, arrival: Arrival) -> bool:
    """Whether only the key is left of a file that led to nothing, and somebody wants it read."""
    is_by_hand = arrival.way == ReceivedFile.Way.UPLOAD
    return (
        is_by_hand
        and file.content is None
        and file.application_id is None
        and not Suggestion.objects.filter(file=file).exists()
    )


def _again(file: ReceivedFile, arrival: Arrival, now: datetime) -> ReceivedFile:
    delete_at = now + timedelta(days=settings.INBOX_KEEP_DAYS)
    values = {"way": arrival.way, "content": encrypt(arrival.content), "arrived_at": now}
    update_fields(file, {**values, "read_at": None, "delete_at": delete_at})
    return file


def _stored(owner: User, arrival: Arrival, now: datetime) -> ReceivedFile:
    return ReceivedFile.objects.create(
        owner=owner,
        key=arrival.key,
        way=arrival.way,
        format=arrival.format,
        content=encrypt(arrival.content),
        arrived_at=now,
        delete_at=now + timedelta(days=settings.INBOX_KEEP_DAYS),
    )


def own_addresses(owner: User) -> set[str]:
    """Return the addresses a seeker writes from: verified ones, their mailbox, the private one."""
    verified = EmailAddress.objects.filter(user=owner.pk, verified=True)
    boxes = Mailbox.objects.filter(owner=owner.pk, username__contains="@")
    found = {*verified.values_list("email", flat=True), *boxes.values_list("username", flat=True)}
    private = address_of(owner)
    return {*found, private} if private else found


def _mail_key(letter: Letter) -> str:
    """Return the key of a mail; of one forwarded as an attachment, that of the mail inside."""
    while letter.enclosed is not None and not letter.is_report:
        letter = letter.enclosed
    if letter.message_id:
        return message_key(letter.message_id)
    sent_at = letter.sent_at
    if sent_at is not None and sent_at.tzinfo is not None:
        sent_at = sent_at.astimezone(UTC)
    moment = sent_at.isoformat() if sent_at else ""
    sender = letter.sender.email if letter.sender else ""
    text = " ".join(letter.text.split())
    uids = [event.uid or "" for event in letter.events]
    return digest("\n".join(["mail", sender, moment, letter.subject, text, *uids]))


def _events(content: bytes, way: str) -> list[Arrival]:
    pieces = split_events(content)
    calendar = ReceivedFile.Format.CALENDAR
    return [Arrival(_event_key(piece), way, calendar, piece) for piece in pieces]


def _event_key(piece: bytes) -> str:
    """Return the key of an event as it stands now: moved or cancelled, it is another file."""
    event = read_calendar(piece)[0]
    which = [event.uid] if event.uid else _described(event)
    state = [_recurrence(piece), str(event.sequence or 0), event.method, _text(event.starts_at)]
    return digest("\n".join(each or "" for each in ["event", *which, *state]))


def _described(event: CalendarEvent) -> list[str | None]:
    organizer = event.organizer.email if event.organizer else None
    return [event.summary, organizer, _text(event.ends_at)]


def _recurrence(piece: bytes) -> str | None:
    event = parse(piece).parts[0].parts[-1]
    line = event.first("RECURRENCE-ID")
    return line.value if line else None


def _text(moment: date | None) -> str | None:
    return moment.isoformat() if moment else None
