"""A search in the database and, beside it, its story: what each step must keep alike."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from accounts.models import User
from applications.models import Application
from followups.planning.due import open_due
from references.models import Contact, Reference
from references.services import add_contact
from tests.truth.hands import Hands
from tests.truth.rows import differences
from tests.truth.story import Event, Job, Story, text_of

T = TypeVar("T")
NAMESPACE = UUID("5b2ab7a4-7c1f-4f0e-8e0c-2f6c5a1f6d10")
COMPANIES = ("Harbour Analytics", "Northwind", "Agency Nine")
PEOPLE = ("Ana Ruiz", "Bo Lind", "Chi Okafor", "Dee Marsh", "Eli Stone")
LONGEST_AGO = 70 * 24 * 60
"""Minutes."""
STARTS = (
    datetime(2026, 3, 19, 20, 0, 17, tzinfo=UTC),
    datetime(2026, 12, 28, 9, 0, 17, tzinfo=UTC),
    datetime(2024, 2, 28, 23, 30, 17, tzinfo=UTC),
)


class Search:
    """One seeker's search, told by a random generator.

    No two things happen at the same minute: the order of such is the product's own.
    """

    def __init__(self, owner: User, seed: int) -> None:
        self.rng = random.Random(seed)
        self.owner, self.seed = owner, seed
        self.now = self.rng.choice(STARTS)
        self.story, self.hands = Story(zone=owner.time_zone), Hands()
        self.told: list[str] = []
        self.revive = True
        self._tokens = 0
        self._taken: set[datetime] = set()
        for name in PEOPLE:
            add_contact(owner, token=self.token(), fields={"name": name})

    def token(self) -> UUID:
        """A token as a page would make it."""
        self._tokens += 1
        return uuid5(NAMESPACE, f"{self.seed} {self._tokens}")

    @property
    def zone(self) -> ZoneInfo:
        """The seeker's zone."""
        return ZoneInfo(self.story.zone)

    def one(self, choices: Sequence[T]) -> T:
        """One of the choices."""
        return self.rng.choice(choices)

    def chance(self, of: float) -> bool:
        """Whether something of this probability happens."""
        return self.rng.random() < of

    def moment(self, *, after: datetime | None = None) -> datetime:
        """A minute of the past at which nothing else happened, and that its wall clock names."""
        span = LONGEST_AGO if self.chance(0.5) else 8 * 24 * 60
        if after is not None:
            span = min(span, int((self.now - after).total_seconds() // 60))
        while True:
            at = (self.now - timedelta(minutes=self.rng.randint(0, span))).replace(second=0)
            wall = at.astimezone(self.zone).replace(tzinfo=None)
            is_plain = wall.replace(tzinfo=self.zone).astimezone(UTC) == at
            if is_plain and at not in self._taken and (after is None or at > after):
                self._taken.add(at)
                return at
            span += 60 if after is None else 0
            if after is not None and self.chance(0.02):
                return self.now

    def typed(self, at: datetime) -> str:
        """An instant as the seeker types it."""
        return at.astimezone(self.zone).strftime("%Y-%m-%dT%H:%M")

    def job(self) -> Job | None:
        """One of the applications that are not archived."""
        active = [job for job in self.story.jobs.values() if not job.archived]
        return self.one(active) if active else None

    def row(self, job: Job) -> Application:
        """An application as it stands in the database."""
        return Application.objects.select_related("owner", "company").get(pk=job.pk)

    def contact(self) -> Contact:
        """One of the seeker's contacts."""
        return self.one(list(Contact.objects.filter(owner=self.owner).order_by("pk")))

    def reference(self) -> Reference | None:
        """One of the seeker's references."""
        rows = Reference.objects.filter(contact__owner=self.owner).select_related("contact")
        found = list(rows.order_by("pk"))
        return self.one(found) if found else None

    def happened(self, job: Job, type_: str, name: str, at: datetime, **more: Any) -> None:
        """Remember an event; one that is known already is no second."""
        event: Event = {"type": type_, "id": name, "at": text_of(at), **more}
        job.events.setdefault(name, event)

    def later(self, minutes: int) -> None:
        """Let time pass; the beat may run or be late."""
        self.now += timedelta(minutes=minutes)
        if self.chance(0.5):
            open_due(self.now)

    @property
    def told_so_far(self) -> str:
        """All steps, a line each."""
        return "\n".join([f"story {self.seed}:", *self.told])

    def check(self, said: str) -> None:
        """After a step, raise AssertionError where rows and story differ."""
        self.told.append(f"{self.now:%Y-%m-%d %H:%M} {said}")
        found = self._differences()
        assert not found, "\n".join([self.told_so_far, "", *found])

    def _differences(self) -> list[str]:
        self.owner.refresh_from_db()
        self._read_references()
        plans = self.story.plans(self.now)
        self.hands.planned_anew(plans, self.now, revive=self.revive)
        self.revive = True
        return list(differences(self.owner.pk, plans, self.hands, self.now))

    def _read_references(self) -> None:
        """Consent is the product's to keep: the story takes it as it stands."""
        dates = ("agreed_on", "last_contact_on", "job_hunting_since")
        rows = Reference.objects.filter(contact__owner=self.owner).order_by("pk")
        self.story.references = {
            f"r{row.pk}": {
                "id": f"r{row.pk}",
                "consent": row.consent,
                **{name: (day := getattr(row, name)) and day.isoformat() for name in dates},
            }
            for row in rows
        }
