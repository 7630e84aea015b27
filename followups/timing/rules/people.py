"""The rules that belong to a person rather than to one application, one function per rule.

Each takes one reference and the messages of all applications, and yields at most one reminder.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from followups.timing.calendar import Calendar, Day
from followups.timing.facts import Consent, MessageSent, Purpose, ReferenceFacts
from followups.timing.history import messages_to
from followups.timing.plan_items import Planned, ReasonData, remind
from followups.timing.policy.make import Policy

KEEP_IN_TOUCH_DUE_DAYS = 7
"""A note to keep in touch is due this many days after it opens."""


def keep_in_touch(
    person: ReferenceFacts, messages: Iterable[MessageSent], calendar: Calendar, policy: Policy
) -> Iterator[Planned]:
    """reference.keep_in_touch: the last contact was `keep_in_touch_days` ago."""
    last = _last_contact(person, messages, calendar)
    if person.consent != Consent.AGREED or last is None:
        return
    day = Day(last).plus_days(policy.keep_in_touch_days, "keep_in_touch_days")
    yield remind(
        "reference.keep_in_touch",
        [person.id, last.isoformat()],
        ReasonData("reference.keep_in_touch", {"person": person.id, "last_contact_on": last}),
        calendar.opens(day),
        calendar.closes(Day(day.on).plus_days(KEEP_IN_TOUCH_DUE_DAYS)),
        to=person.id,
    )


def _last_contact(
    person: ReferenceFacts, messages: Iterable[MessageSent], calendar: Calendar
) -> date | None:
    days = [calendar.date_of(note.at) for note in messages_to(person.id, messages)]
    if person.last_contact_on is not None:
        days.append(person.last_contact_on)
    return max(days, default=None)


def reciprocate(
    person: ReferenceFacts, messages: Iterable[MessageSent], calendar: Calendar, policy: Policy
) -> Iterator[Planned]:
    """reference.reciprocate: the reference is looking for work and was not offered help yet."""
    since = person.job_hunting_since
    if since is None or person.consent != Consent.AGREED:
        return
    offered = any(
        note.purpose == Purpose.RECIPROCATE and calendar.date_of(note.at) >= since
        for note in messages_to(person.id, messages)
    )
    if not offered:
        yield remind(
            "reference.reciprocate",
            [person.id, since.isoformat()],
            ReasonData("reference.reciprocate", {"person": person.id, "since_on": since}),
            calendar.opens(Day(since)),
            None,
            to=person.id,
        )


PERSON_RULES = (keep_in_touch, reciprocate)
"""The rules of this module, in the order of the catalogue."""
