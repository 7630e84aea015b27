"""Preview what another policy would change in a seeker's plan; nothing is saved.

Plans the same facts under the old policy and the new one, and compares the plans.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.access import owned_by
from accounts.models import User
from applications.models import Application
from followups.models import Reminder
from followups.planning.collect import Collected, collect
from followups.planning.replan import plans
from followups.state import has_lapsed
from followups.timing.catalogue.index import RULES
from followups.timing.plan import HeldBack, Planned
from followups.timing.policy.make import Policy
from followups.wording import explain
from references.models import Contact, Reference

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """A reminder whose ``kind`` of change is ``new``, ``gone`` or ``moved``.

    ``was`` and ``will`` are UTC instants: when it is due if ``due`` is set, else when it opens.
    ``why`` is its reason or, if it is gone, what holds it back.
    """

    kind: str
    title: str
    about: str
    was: datetime | None
    will: datetime | None
    due: bool
    why: str


@dataclass(frozen=True, slots=True)
class Preview:
    """Every change, soonest first, and the number of unchanged live reminders."""

    changes: tuple[Change, ...]
    unchanged: int

    def count(self, kind: str) -> int:
        """Return the number of changes of one kind."""
        return sum(change.kind == kind for change in self.changes)


@dataclass(frozen=True, slots=True)
class _Plan:
    """A plan by scope and key, without lapsed reminders and those done or dismissed."""

    reminders: Mapping[Key, Planned]
    held_back: Mapping[str, tuple[HeldBack, ...]]


def preview(owner: User, policy: Policy, *, now: datetime, tells_of_mail: bool = True) -> Preview:
    """Return what ``policy`` would change for ``owner`` at ``now`` (aware), in a few queries.

    Without ``tells_of_mail`` no reason says that an unsorted mail came.
    """
    collected = collect(owner, None)
    closed = set(
        owned_by(owner, Reminder).filter(state__in=Reminder.BY_HAND).values_list("scope", "key")
    )
    before = _plan(collected, closed, now)
    after = _plan(replace(collected, policy=policy), closed, now)
    writer = _ChangeWriter(owner, now, tells_of_mail)
    changes = [writer.change(key, before, after) for key in _differing(before, after)]
    changes.sort(key=lambda change: change.will or change.was or now)
    unchanged = len(before.reminders) - sum(change.kind != "new" for change in changes)
    return Preview(tuple(changes), unchanged)


def _plan(collected: Collected, closed: set[Key], now: datetime) -> _Plan:
    reminders: dict[Key, Planned] = {}
    held_back: dict[str, tuple[HeldBack, ...]] = {}
    for part in plans(collected):
        held_back[part.scope] = part.held_back
        for found in part.reminders:
            if not has_lapsed(found, now) and (part.scope, found.key) not in closed:
                reminders[part.scope, found.key] = found
    return _Plan(reminders, held_back)


def _differing(before: _Plan, after: _Plan) -> Iterator[Key]:
    for key in {**before.reminders, **after.reminders}:
        if _times(before.reminders.get(key)) != _times(after.reminders.get(key)):
            yield key


def _times(planned: Planned | None) -> tuple[object, ...] | None:
    return (planned.opens_at, planned.due_at) if planned else None


def _when(planned: Planned | None, *, due: bool) -> datetime | None:
    if planned is None:
        return None
    return planned.due_at if due else planned.opens_at


class _ChangeWriter:
    """Puts a change into words, with the names of people and applications."""

    def __init__(self, owner: User, now: datetime, tells_of_mail: bool) -> None:
        self.zone, self.now, self.tells_of_mail = owner.zone, now, tells_of_mail
        people = owned_by(owner, Contact).values_list("pk", "name")
        references = owned_by(owner, Reference).values_list("pk", "contact__name")
        applications = owned_by(owner, Application).select_related("company")
        self.names = {f"c{pk}": name for pk, name in people}
        self.names |= {f"r{pk}": name for pk, name in references}
        self.applications = {f"a{each.pk}": str(each) for each in applications}

    def change(self, key: Key, before: _Plan, after: _Plan) -> Change:
        """Return how one reminder differs between the two plans."""
        scope = key[0]
        old, new = before.reminders.get(key), after.reminders.get(key)
        shown = new or old
        if shown is None:
            raise KeyError(key)
        due = bool(old and new and old.opens_at == new.opens_at)
        return Change(
            kind="moved" if old and new else "new" if new else "gone",
            title=self._title(shown),
            about=self.applications.get(scope) or self.names.get(scope, ""),
            was=_when(old, due=due),
            will=_when(new, due=due),
            due=due,
            why=self._words(new) if new else self._why_gone(shown, after.held_back.get(scope, ())),
        )

    def _title(self, planned: Planned) -> str:
        title = _(RULES[planned.rule].title)
        whom = self.names.get(planned.to or "")
        return _("%(title)s: %(whom)s") % {"title": title, "whom": whom} if whom else title

    def _why_gone(self, planned: Planned, held_back: tuple[HeldBack, ...]) -> str:
        if not planned.key.startswith("status/"):
            return ""
        return next((self._words(entry) for entry in held_back if entry.rule == "status"), "")

    def _words(self, entry: Planned | HeldBack) -> str:
        if entry.reason.tells_of_mail and not self.tells_of_mail:
            return ""
        words = explain(entry.reason, people=self.names, timezone=self.zone, now=self.now)
        return words.fact
