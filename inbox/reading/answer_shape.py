"""Whether an answer that was stored elsewhere has the shape of a reader's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from inbox.reading.findings import DATES, KINDS

SENT = "sent"
"""The kind of a note that the seeker sent, and not the readers' finding."""

Check = Callable[[object], bool]


def misfit(answer: object) -> str:
    """Return the path of the first value that no reader would give; empty if all fits."""
    if not isinstance(answer, dict):
        return "finding"
    for name, value in answer.items():
        if name not in ANSWER or not ANSWER[name](value):
            return f"finding.{name}" if name in ANSWER else "finding"
    return ""


def _is_text(value: object) -> bool:
    """A text that the database can store."""
    try:
        return isinstance(value, str) and b"\0" not in value.encode()
    except UnicodeEncodeError:
        return False


def _is_moment(value: object) -> bool:
    """A day as a day, a moment with or without its zone."""
    if not isinstance(value, str) or len(value) > len("2026-12-10T14:30:00.000000+00:00"):
        return False
    try:
        datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_number(value: object) -> bool:
    return type(value) is int and 0 <= value < 2**31


def _or_none(check: Check) -> Check:
    return lambda value: value is None or check(value)


def _list_of(check: Check) -> Check:
    return lambda value: isinstance(value, list) and all(map(check, value))


def _row(checks: Mapping[str, Check], *required: str) -> Check:
    return lambda value: (
        isinstance(value, dict)
        and checks.keys() >= value.keys() >= set(required)
        and all(checks[name](each) for name, each in value.items())
    )


def _is_day(value: object) -> bool:
    return _is_moment(value) and "T" not in str(value)


def _is_instant(value: object) -> bool:
    return _is_moment(value) and "T" in str(value) and bool(_zone_of(str(value)))


def _zone_of(text: str) -> object:
    return datetime.fromisoformat(text).tzinfo


def _is_amount(value: object) -> bool:
    try:
        amount = Decimal(value) if isinstance(value, str) and len(value) <= 20 else None
    except InvalidOperation:
        return False
    return amount is not None and amount.is_finite() and amount >= 0


_TEXT = _or_none(_is_text)
_MOMENT = _or_none(_is_moment)
_PERSON = _row({"name": _TEXT, "email": _is_text}, "name", "email")
_ADDRESS = _or_none(_PERSON)
_DATE = _row({"what": lambda value: value in DATES, "at": _is_moment}, "what", "at")
_TEXTS = ("uid", "method", "timezone", "status", "summary", "location", "link", "recurs")

EVENT: Mapping[str, Check] = {
    **dict.fromkeys(_TEXTS, _TEXT),
    "sequence": _or_none(_is_number),
    "starts_at": _MOMENT,
    "ends_at": _MOMENT,
    "all_day": lambda value: isinstance(value, bool),
    "organizer": _ADDRESS,
    "attendees": _list_of(_PERSON),
}
_NAMED = _row(dict.fromkeys(("name", "role", "email"), _is_text), "name")
_FACTS: Mapping[str, Check] = {
    **dict.fromkeys(("text", "pay_currency", "pay_period", "time_zone", "place"), _is_text),
    **dict.fromkeys(("link", "interview_kind", "interview_type", "purpose"), _is_text),
    **dict.fromkeys(("news_by", "ask_on", "answer_by", "starts_on"), _is_day),
    **dict.fromkeys(("starts_at", "ends_at"), _is_instant),
    "pay": _is_amount,
    "people": _list_of(_NAMED),
    "recipient": _NAMED,
}
ANSWER: Mapping[str, Check] = {
    **EVENT,
    "kind": lambda value: value in (*KINDS, SENT),
    **dict.fromkeys(("company", "title", "person", "language", "subject", "message_id"), _TEXT),
    **dict.fromkeys(("place", "booking_link", "purpose"), _TEXT),
    "dates": _or_none(_list_of(_DATE)),
    **dict.fromkeys(
        ("interviewers", "evidence", "marks", "references", "about", "companies"),
        _list_of(_is_text),
    ),
    **dict.fromkeys(
        ("is_about_a_job", "is_choice", "may_be_forged"), lambda value: isinstance(value, bool)
    ),
    **dict.fromkeys(("code", "twin", "aside"), _TEXT),
    "events": _list_of(_row(EVENT)),
    **dict.fromkeys(("sender", "reply_to", "forwarded_by"), _ADDRESS),
    "recipients": _list_of(_PERSON),
    "sent_at": _MOMENT,
    "proposal": _row({"by": _is_text, "facts": _row(_FACTS)}, "by", "facts"),
}
"""What `answers.mail_answer` gives, by its keys; or `event_answer`, where a file is an event."""
