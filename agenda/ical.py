"""The calendar in iCalendar format: one interview, or the feed of a whole search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from accounts.models import User
from agenda.month import (
    about,
    closing_title,
    date_title,
    dates_given,
    interviews,
    reminders,
    saved_that_close,
)
from applications.models import Application, Event, Interview
from followups.joint import join, joint_title
from followups.rows import ReminderRow
from followups.state import day_of
from jobtracker.urlcache import fast_reverse

if TYPE_CHECKING:
    import icalendar

PRODUCT = "-//Jobtracker//Follow-ups//EN"
DAYS_BACK = 60
DAYS_AHEAD = 366


def of_interview(interview: Interview, site: str, now: datetime) -> bytes:
    """Return a file with one interview; ``site`` is the base URL of its links."""
    return _file([_meeting(interview, site, now)])


def feed(user: User, site: str, now: datetime) -> bytes:
    """Return two months back to a year ahead, in four queries plus one for interviewers."""
    return _file(_all(user, site, now), name=_("Job search of %(name)s") % {"name": user})


def _all(user: User, site: str, now: datetime) -> Iterator[icalendar.Event]:
    start, end = now - timedelta(days=DAYS_BACK), now + timedelta(days=DAYS_AHEAD)
    for interview in interviews(user, start, end, now).prefetch_related("interviewers"):
        yield _meeting(interview, site, now)
    for rows in join(reminders(user, start, end, now), now, user.zone):
        if not rows[0].optional:
            yield _task(rows, user, site, now)
    first, last = start.astimezone(user.zone).date(), end.astimezone(user.zone).date()
    for event in dates_given(user, first, last):
        yield _date(event, site, now)
    for application in saved_that_close(user, first, last):
        yield _closing(application, site, now)


def _file(events: Iterable[icalendar.Event], name: str = "") -> bytes:
    import icalendar  # noqa: PLC0415 - large, and no page needs it

    file = icalendar.Calendar()
    file.add("prodid", PRODUCT)
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    if name:
        file.add("x-wr-calname", name)
        file.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for event in events:
        file.add_component(event)
    content: bytes = file.to_ical()
    return content


def _event(uid: str, summary: str, url: str, now: datetime) -> icalendar.Event:
    import icalendar  # noqa: PLC0415 - as above

    event = icalendar.Event()
    event.add("uid", f"{uid}@jobtracker")
    event.add("dtstamp", now)
    event.add("summary", summary)
    event.add("url", url)
    return event


def _meeting(row: Interview, site: str, now: datetime) -> icalendar.Event:
    summary = _("%(kind)s: %(title)s, %(company)s") % {
        "kind": row.kind_name,
        "title": row.application.title,
        "company": row.application.company.name,
    }
    url = site + fast_reverse("applications:interview", row.pk)
    event = _event(f"interview-{row.token}", summary, url, now)
    event.add("dtstart", row.starts_at)
    event.add("dtend", row.ends_at)
    event.add("status", "CANCELLED" if row.cancelled_at else "CONFIRMED")
    where = ", ".join(filter(None, [row.place, row.link]))
    if where:
        event.add("location", where)
    names = ", ".join(contact.name for contact in row.interviewers.all())
    lines = [_("With %(names)s") % {"names": names} if names else "", row.link, url]
    event.add("description", "\n".join(filter(None, lines)))
    return event


def _task(rows: list[ReminderRow], user: User, site: str, now: datetime) -> icalendar.Event:
    row = rows[0]
    summary = about(joint_title(rows), about(row.job, row.company))
    url = site + fast_reverse("followups:reminder", row.pk)
    event = _event(f"reminder-{row.pk}", summary, url, now)
    return _whole_day(event, day_of(row, now, user.zone))


def _date(row: Event, site: str, now: datetime) -> icalendar.Event:
    job = about(row.application.title, row.application.company.name)
    summary = about(date_title(row), job)
    url = site + fast_reverse("applications:page", row.application_id)
    event = _event(f"date-{row.token}", summary, url, now)
    return _whole_day(event, row.on)  # type: ignore[attr-defined]


def _closing(row: Application, site: str, now: datetime) -> icalendar.Event:
    summary = about(closing_title(), about(row.title, row.company.name))
    url = site + fast_reverse("applications:page", row.pk)
    return _whole_day(_event(f"closing-{row.token}", summary, url, now), row.closes_on)  # type: ignore[arg-type]


def _whole_day(event: icalendar.Event, on: date) -> icalendar.Event:
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event
