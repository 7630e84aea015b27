"""What changes in a plan, in short sentences for the Inbox. Pure: no queries, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from followups.actions import ACTIONS
from followups.timing.plan import Planned
from followups.timing.policy.make import Policy
from followups.wording.formatter import Formatter

MOST = 4
STATUS = "status."
THANKS = ("interview.thank_you", "screen.follow_up")
END_OF_DAY = (23, 59)


class Change(Protocol):
    """How a plan changes."""

    @property
    def added(self) -> list[Planned]: ...
    @property
    def gone(self) -> list[Planned]: ...
    @property
    def moved(self) -> list[tuple[Planned, Planned]]: ...
    @property
    def closes(self) -> bool: ...


def sentences(formatter: Formatter, change: Change, policy: Policy) -> list[str]:
    """Return what changes, the most important first; more than a few are counted."""
    found = list(_all(_Words(formatter, policy), change))
    if len(found) <= MOST:
        return found
    rest = len(found) - MOST + 1
    text = ngettext("And %(count)d more change.", "And %(count)d more changes.", rest)
    return [*found[: MOST - 1], text % {"count": rest}]


def _all(words: _Words, change: Change) -> Iterator[str]:
    gone, added, moved = change.gone, change.added, change.moved
    if change.closes:
        yield words.closes(len(gone))
        gone = []
    else:
        notes = _first(gone, STATUS), _first(added, STATUS)
        yield from words.status(*notes, _first_moved(moved))
    yield from words.thanks([each for each in added if each.rule in THANKS])
    others = (each for each in added if each.rule not in THANKS and not _is_status(each))
    yield from (words.added(each) for each in others)
    yield from (words.moved(*each) for each in moved if not _is_status(each[0]))
    yield from (words.gone(each) for each in gone if not _is_status(each))


class _Words:
    """Puts changes of reminders into words."""

    def __init__(self, formatter: Formatter, policy: Policy) -> None:
        self.formatter, self.policy = formatter, policy

    def closes(self, count: int) -> str:
        """Return that the application ends, and how many reminders with it."""
        if not count:
            return _("Closes the application.")
        text = ngettext(
            "Closes the application; %(count)d reminder goes away.",
            "Closes the application; %(count)d reminders go away.",
            count,
        )
        return text % {"count": count}

    def status(
        self,
        old: Planned | None,
        new: Planned | None,
        moved: tuple[Planned, Planned] | None,
    ) -> Iterator[str]:
        """Yield what becomes of the follow-up; nothing if it stays on its day."""
        if moved:
            days = {"old": self.day(moved[0]), "new": self.day(moved[1])}
            yield _("Moves the follow-up from %(old)s to %(new)s.") % days
        elif old and new:
            days = {"old": self.day(old), "new": self.day(new)}
            if days["old"] != days["new"]:
                yield _("Replaces the follow-up due %(old)s with one due %(new)s.") % days
        elif old:
            yield _("Removes the follow-up due %(day)s.") % {"day": self.day(old)}
        elif new:
            yield _("Adds a follow-up, %(due)s.") % {"due": self.due(new)}

    def thanks(self, rows: Iterable[Planned]) -> Iterator[str]:
        """Yield the thank-yous, those of one deadline together."""
        for due, group in groupby(rows, key=lambda each: each.due_at):
            people = tuple(each.to for each in group if each.to)
            first = {"due": self._due(due)}
            if not people:
                yield _("Adds a thank-you, %(due)s.") % first
            elif len(people) == 1:
                parts = {**first, "person": self.formatter.name(people[0])}
                yield _("Adds a thank-you to %(person)s, %(due)s.") % parts
            else:
                parts = {**first, "people": self.formatter.names(people)}
                yield _("Adds thank-yous to %(people)s, %(due)s.") % parts

    def added(self, planned: Planned) -> str:
        """Return that a reminder is new."""
        if planned.due_at is None:
            return _("Adds “%(title)s”.") % {"title": self.title(planned)}
        parts = {"title": self.title(planned), "due": self.due(planned)}
        return _("Adds “%(title)s”, %(due)s.") % parts

    def moved(self, old: Planned, new: Planned) -> str:
        """Return that a reminder has another time."""
        if new.due_at is None:
            days = {"title": self.title(new), "day": self.formatter.day(new.opens_at)}
            return _("Moves “%(title)s” to %(day)s.") % days
        return _("Moves “%(title)s”; now %(due)s.") % {
            "title": self.title(new),
            "due": self.due(new),
        }

    def gone(self, planned: Planned) -> str:
        """Return that a reminder is not needed any more."""
        return _("Removes “%(title)s”.") % {"title": self.title(planned)}

    def title(self, planned: Planned) -> str:
        """Return a reminder's title, with the person if there is one."""
        person = self.formatter.name(planned.to) if planned.to else ""
        return ACTIONS[planned.rule].title_for(person)

    def day(self, planned: Planned) -> str:
        """Return the day on which a reminder is due."""
        return self.formatter.day(planned.due_at or planned.opens_at)

    def due(self, planned: Planned) -> str:
        """Return when a reminder is due, as a phrase."""
        return self._due(planned.due_at)

    def _due(self, due_at: datetime | None) -> str:
        if due_at is None or not self.formatter.is_to_come(due_at):
            return _("as soon as you can")
        local = due_at.astimezone(self.formatter.zone)
        ends = (self.policy.day_end.hour, self.policy.day_end.minute)
        if (local.hour, local.minute) in (ends, END_OF_DAY):
            return _("due %(day)s") % {"day": self.formatter.day(due_at)}
        return self._part_of_day(local)

    def _part_of_day(self, local: datetime) -> str:
        """Return a part of the day that is over at the deadline, never an odd minute."""
        if local.hour >= 18:
            text = _("due by the evening of %(day)s")
        elif local.hour >= 12:
            text = _("due by noon on %(day)s")
        elif local.hour >= 9:
            text = _("due by the morning of %(day)s")
        else:
            local -= timedelta(days=1)
            text = _("due by the evening of %(day)s")
        return text % {"day": self.formatter.day(local.date())}


def _is_status(planned: Planned) -> bool:
    return planned.rule.startswith(STATUS)


def _first(rows: Sequence[Planned], prefix: str) -> Planned | None:
    return next((each for each in rows if each.rule.startswith(prefix)), None)


def _first_moved(rows: Sequence[tuple[Planned, Planned]]) -> tuple[Planned, Planned] | None:
    return next((each for each in rows if _is_status(each[0])), None)
