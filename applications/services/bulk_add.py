"""Add many applications with their timelines at once, for imports."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Any
from uuid import UUID

from django.db.models import Q

from accounts.access import owned_by
from accounts.locking import owner_locked
from accounts.models import User
from applications.models import (
    Application,
    Debrief,
    DebriefTopic,
    Event,
    Interview,
    Message,
    Tag,
)
from applications.services.base import send_facts_changed
from applications.services.stages import set_stages, stage_of
from jobtracker.model_fields import key_of
from references.bulk import adopt
from references.models import Contact

CHOSEN = Event.Kind.REFERENCE_CHOSEN


@dataclass(slots=True)
class Timeline:
    """An unsaved application with its unsaved entries, all of them valid, by their tokens."""

    application: Application
    tags: list[str] = field(default_factory=list)
    event_rows: dict[UUID, Event] = field(default_factory=dict)
    interview_rows: dict[UUID, Interview] = field(default_factory=dict)
    interviewers: dict[UUID, list[Contact]] = field(default_factory=dict)
    debriefs: dict[UUID, Debrief] = field(default_factory=dict)
    topics: dict[UUID, list[DebriefTopic]] = field(default_factory=dict)
    message_rows: dict[UUID, Message] = field(default_factory=dict)
    is_part: bool = False
    """Whether the application has further entries, which other timelines hold."""
    is_last: bool = True
    """Whether it is complete with this one: then it gets its stage and its plan."""

    @property
    def size(self) -> int:
        """The number of rows, roughly."""
        interviews = sum(map(self.interview_size, self.interview_rows))
        entries = len(self.event_rows) + len(self.message_rows)
        return 1 + len(self.tags) + entries + interviews

    def interview_size(self, token: UUID) -> int:
        """The number of rows that come with an interview, itself included, roughly."""
        people = len(self.interviewers.get(token, ()))
        return 2 + people + len(self.topics.get(token, ()))


@owner_locked
def add_timelines(owner: User, timelines: Sequence[Timeline], *, now: datetime) -> Counter[str]:
    """Add the applications and entries whose tokens are new, and replan those applications.

    Existing rows stay unchanged. Rows refer to contacts and references that have their keys. An
    application in several parts is replanned once, with the last. Returns how many of each kind
    were added.
    """
    new = {row.pk for row in _add_applications(owner, timelines)}
    interviews, debriefs = _add_interviews(timelines), _add_debriefs(timelines)
    events = _add_events(timelines)
    messages = add_messages(owner, chain(*(each.message_rows.values() for each in timelines)))
    entries: list[Event | Interview | Message] = [
        *interviews,
        *events,
        *messages,
        *(row.interview for row in debriefs),
    ]
    touched = {row.application.pk for row in entries if row.application}
    parts = {each.application.pk: each.is_last for each in timelines if each.is_part}
    ended = {pk for pk, is_last in parts.items() if is_last}
    changed = (new | touched).difference(parts) | ended
    _update_known([each.application for each in timelines], changed - new.difference(parts))
    if changed:
        send_facts_changed(owner.pk, changed, now)
    added = Counter(applications=len(new), interviews=len(interviews), debriefs=len(debriefs))
    return +(added + Counter(events=len(events), messages=len(messages)))


def add_messages(owner: User, rows: Iterable[Message]) -> list[Message]:
    """Add the messages whose tokens are new and return them, inside a transaction.

    The caller sends that facts changed.
    """
    mine = {row.token: row for row in rows}
    known = owned_by(owner, Message).filter(token__in=mine).values_list("token", "pk")
    new = adopt(mine, dict(known))
    return Message.objects.bulk_create(new, batch_size=500)


def _add_applications(owner: User, timelines: Sequence[Timeline]) -> list[Application]:
    rows = {each.application.token: each.application for each in timelines}
    known = owned_by(owner, Application).filter(token__in=rows)
    new = adopt(rows, {row.token: row.pk for row in known.only("token")})
    for each in timelines:
        if each.application._state.adding:
            entries = each.event_rows.values(), each.interview_rows.values()
            each.application.stage = stage_of(*entries)
    tagged = [each for each in timelines if each.tags and each.application._state.adding]
    Application.objects.bulk_create(new, batch_size=500)
    _add_tags(owner, tagged)
    return new


def _add_tags(owner: User, timelines: Sequence[Timeline]) -> None:
    names: dict[str, str] = {}
    for name in chain(*(each.tags for each in timelines)):
        names.setdefault(key_of(name), name)
    tags = {tag.key: tag for tag in owned_by(owner, Tag)}
    new = [Tag(owner=owner, name=name) for key, name in names.items() if key not in tags]
    tags |= {tag.key: tag for tag in Tag.objects.bulk_create(new, batch_size=500)}
    through = Application.tags.through
    links: dict[tuple[int, int], Any] = {}
    for each in timelines:
        for name in each.tags:
            about = each.application.pk, tags[key_of(name)].pk
            links[about] = through(application_id=about[0], tag_id=about[1])
    through.objects.bulk_create(links.values(), batch_size=500)


def _add_interviews(timelines: Iterable[Timeline]) -> list[Interview]:
    rows = {
        (each.application.pk, token): row
        for each in timelines
        for token, row in each.interview_rows.items()
    }
    known = Interview.objects.filter(
        application__in={pk for pk, _ in rows}, token__in={token for _, token in rows}
    ).values_list("application", "token", "pk")
    new = adopt(rows, {(application, token): pk for application, token, pk in known})
    fresh = {id(row) for row in new}
    Interview.objects.bulk_create(new, batch_size=500)
    through = Interview.interviewers.through
    people = [
        through(interview_id=each.interview_rows[token].pk, contact_id=contact.pk)
        for each in timelines
        for token, contacts in each.interviewers.items()
        for contact in dict.fromkeys(contacts)
        if id(each.interview_rows[token]) in fresh
    ]
    through.objects.bulk_create(people, batch_size=500)
    return new


def _add_debriefs(timelines: Iterable[Timeline]) -> list[Debrief]:
    """Add the debriefs of interviews that have none, with their topics."""
    rows = [(each, token, row) for each in timelines for token, row in each.debriefs.items()]
    interviews = [row.interview.pk for _, _, row in rows]
    known = set(
        Debrief.objects.filter(interview__in=interviews).values_list("interview", flat=True)
    )
    new = [each for each in rows if each[2].interview.pk not in known]
    debriefs = Debrief.objects.bulk_create([row for _, _, row in new], batch_size=500)
    topics = [topic for each, token, _ in new for topic in each.topics.get(token, [])]
    DebriefTopic.objects.bulk_create(topics, batch_size=500)
    return debriefs


def _add_events(timelines: Sequence[Timeline]) -> list[Event]:
    """Add the new events; a reference is chosen once at a time for an application."""
    known = Event.objects.filter(
        Q(token__in={token for each in timelines for token in each.event_rows}) | Q(kind=CHOSEN),
        application__in=[each.application.pk for each in timelines if each.event_rows],
    )
    chosen = known.filter(kind=CHOSEN)
    tokens = set(known.values_list("application", "token"))
    choices = set(chosen.values_list("application", "reference", "at"))
    new = []
    for each in timelines:
        for token, event in each.event_rows.items():
            choice = _choice(event)
            if (each.application.pk, token) in tokens or (choice and choice in choices):
                continue
            new.append(event)
            if choice:
                choices.add(choice)
    return Event.objects.bulk_create(new, batch_size=500)


def _choice(event: Event) -> tuple[int, int, datetime] | None:
    """What makes the choice of a reference one; None for any other event."""
    if event.kind != CHOSEN or event.reference is None:
        return None
    return event.application.pk, event.reference.pk, event.at


def _update_known(rows: Iterable[Application], keys: Collection[int]) -> None:
    """Recompute the stage of applications that existed and got new entries."""
    changed_at = {row.pk: row.updated_at for row in rows}
    known = list(Application.objects.filter(pk__in=keys))
    set_stages(known)
    for row in known:
        row.updated_at = max(row.updated_at, changed_at[row.pk])
    Application.objects.bulk_update(known, ["stage", "updated_at"], batch_size=200)
