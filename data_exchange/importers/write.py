"""Write what an import has read, in batches that hold the owner's lock only briefly."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.access import owned_by
from accounts.locking import lock
from applications.models import Application
from applications.services import Timeline, add_messages, add_timelines
from applications.services.base import send_facts_changed
from applications.storage import free_bytes, no_room
from data_exchange.errors import ImportProblem, ImportRejected, ImportStopped
from data_exchange.exporters.data import people_names
from data_exchange.importers.context import ImportContext
from data_exchange.importers.documents import Files, store
from data_exchange.importers.preferences import write_settings, write_texts
from data_exchange.importers.reminders import planned_last, restore
from followups.planning.replan import defer_replan
from inbox.services.bulk_add import Arrival, add_arrivals, add_event_links, add_ignored_senders
from references.bulk import add_companies, add_contacts, add_references, company_key
from references.models import Reference

BATCH = 200
"""Rows a batch: it takes about a quarter of a second."""
Report = Callable[[int, Counter[str]], None]
"""Called after each step with the number of steps done, and what was added so far."""
T = TypeVar("T")


class ImportWriter:
    """Adds what an account lacks, step by step; a step is a transaction, or a few short ones.

    Written again after it was interrupted, it adds what is missing.
    """

    def __init__(self, context: ImportContext, files: Files, report: Report) -> None:
        self.context, self.files, self.report = context, files, report
        self.owner, self.now = context.owner, context.now
        self.batches = list(batches(context.timelines.values()))
        self.arrivals = by_application(context.arrivals.values())
        self.steps = 2 + len(self.batches) + len(context.documents)
        self.added: Counter[str] = Counter()
        self.done = 0
        self.place = ""

    def write(self) -> Counter[str]:
        """Write everything and return how many rows of each kind were added.

        Raises ``ImportRejected`` if the account has no room for the documents any more, and
        ``ImportStopped`` if something else was changed meanwhile so that a row does not fit.
        """
        self._require_room()
        try:
            return self._write()
        except ValidationError as error:
            raise ImportStopped(ImportProblem(self.place, " ".join(error.messages))) from None

    def _require_room(self) -> None:
        """Check again, under the lock: another upload may have come since the export was read."""
        with transaction.atomic():
            room = free_bytes(lock(self.owner.pk))
        if sum(document.size for document in self.context.documents) > room:
            raise ImportRejected(ImportProblem("documents", no_room()))

    def _write(self) -> Counter[str]:
        is_new = not self._has_plans()
        self._people()
        self._settings(is_new)
        self._step()
        people = people_names(self.owner)
        planned = [self._batch(batch, people) for batch in self.batches]
        if not any(planned):
            self._plan_people()
        for tokens in chunks(self.context.reference_rows, BATCH):
            self._restore(map(str, tokens), people)
        self._restore_last(people)
        for document in self.context.documents:
            self.place = document.path
            self.added["documents"] += store(self.owner, document, self.files)
            self._step()
        self.place = ""
        self.added += write_texts(self.context)
        self._inbox()
        self._step()
        return +self.added

    def _step(self) -> None:
        self.done += 1
        self.report(self.done, self.added)

    def _has_plans(self) -> bool:
        models = (Application, Reference)
        return any(owned_by(self.owner, model).exists() for model in models)

    def _people(self) -> None:
        context = self.context
        for companies in chunks(context.company_rows.values(), BATCH):
            new = add_companies(self.owner, companies)
            listed = [row for row in new if company_key(row.name) in context.listed]
            self.added["companies"] += len(listed)
        for contacts in chunks(context.contact_rows.values(), BATCH):
            self.added["contacts"] += len(add_contacts(self.owner, contacts))
        for references in chunks(context.reference_rows.values(), BATCH):
            self.added["references"] += len(add_references(self.owner, references))

    def _settings(self, is_new: bool) -> None:
        """Write what affects plans; in a new account the applications' batches plan everything."""
        with transaction.atomic():
            lock(self.owner.pk)
            with defer_replan(now=self.now) as owners:
                write_settings(self.context)
                if is_new:
                    owners.clear()
        for messages in chunks(self.context.message_rows.values(), BATCH):
            with transaction.atomic():
                lock(self.owner.pk)
                self.added["messages"] += len(add_messages(self.owner, messages))

    def _batch(self, batch: Sequence[Timeline], people: dict[str, str]) -> bool:
        with transaction.atomic():
            added = add_timelines(self.owner, batch, now=self.now)
            self.added += added
            self._arrivals([each.application.token for each in batch if each.is_last])
            self._restore([str(each.application.token) for each in batch if each.is_last], people)
            self._step()
        return bool(added)

    def _arrivals(self, tokens: Iterable[UUID]) -> None:
        """Add what arrived for these applications, before their reminders are restored."""
        if found := [each for token in tokens for each in self.arrivals.pop(token, ())]:
            self.added += add_arrivals(self.owner, found, now=self.now)

    def _inbox(self) -> None:
        """Add what arrived for no application, the known events and the ignored senders."""
        for arrivals in chunks(self.arrivals.pop(None, ()), BATCH):
            self.added += add_arrivals(self.owner, arrivals, now=self.now)
        add_event_links(self.owner, self.context.event_links.values())
        add_ignored_senders(self.owner, self.context.senders.values())

    def _plan_people(self) -> None:
        """Replan references where no application was added: their plan came with none."""
        if self.added["references"] or self.added["messages"]:
            with transaction.atomic():
                lock(self.owner.pk)
                send_facts_changed(self.owner.pk, [], self.now)

    def _restore(self, names: Iterable[str], people: dict[str, str]) -> None:
        states = {
            name: self.context.reminders[name] for name in names if name in self.context.reminders
        }
        if states:
            restore(self.owner, states, people, now=self.now)

    def _restore_last(self, people: dict[str, str]) -> None:
        """Restore what the plans of all applications are needed for."""
        late = planned_last(self.context.reminders)
        known = {"", *map(str, self.context.timelines)}
        for names in chunks(late.keys() & known, BATCH):
            restore(self.owner, {name: late[name] for name in names}, people, now=self.now)


def by_application(arrivals: Iterable[Arrival]) -> dict[UUID | None, list[Arrival]]:
    """Group what arrived by the application's token; None for those that wait for all of them."""
    found: dict[UUID | None, list[Arrival]] = defaultdict(list)
    for each in arrivals:
        about = [row.application for row in (each.file, each.suggestion) if row]
        tokens = {application.token for application in about if application}
        found[tokens.pop() if len(tokens) == 1 else None].append(each)
    return found


def batches(timelines: Iterable[Timeline]) -> Iterator[list[Timeline]]:
    """Yield applications in batches of about ``BATCH`` rows; a long timeline takes several.

    The last piece of a timeline is written in one transaction with the plan of the whole.
    """
    batch: list[Timeline] = []
    size = 0
    for timeline in chain.from_iterable(map(pieces, timelines)):
        if batch and size + timeline.size > BATCH:
            yield batch
            batch, size = [], 0
        batch.append(timeline)
        size += timeline.size
    if batch:
        yield batch


def pieces(timeline: Timeline) -> Iterator[Timeline]:
    """Split a long timeline; interviews come first, since messages refer to them."""
    if timeline.size <= BATCH:
        yield timeline
        return
    found = list(_pieces(timeline))
    for piece in found:
        yield replace(piece, is_part=True, is_last=piece is found[-1])


def _pieces(timeline: Timeline) -> Iterator[Timeline]:
    of = timeline.application
    yield Timeline(of, timeline.tags)
    for tokens in _interviews(timeline):
        yield Timeline(
            of,
            interview_rows=_these(timeline.interview_rows, tokens),
            interviewers=_these(timeline.interviewers, tokens),
            debriefs=_these(timeline.debriefs, tokens),
            topics=_these(timeline.topics, tokens),
        )
    for events in chunks(timeline.event_rows.items(), BATCH - 1):
        yield Timeline(of, event_rows=dict(events))
    for messages in chunks(timeline.message_rows.items(), BATCH - 1):
        yield Timeline(of, message_rows=dict(messages))


def _interviews(timeline: Timeline) -> Iterator[list[UUID]]:
    """Yield the interviews in lists of about ``BATCH`` rows."""
    tokens: list[UUID] = []
    size = 1
    for token in timeline.interview_rows:
        more = timeline.interview_size(token)
        if tokens and size + more > BATCH:
            yield tokens
            tokens, size = [], 1
        tokens.append(token)
        size += more
    if tokens:
        yield tokens


def _these(rows: Mapping[UUID, T], tokens: Iterable[UUID]) -> dict[UUID, T]:
    return {token: rows[token] for token in tokens if token in rows}


def chunks(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield ``rows`` in lists of up to ``size``."""
    each = iter(rows)
    while chunk := list(islice(each, size)):
        yield chunk
