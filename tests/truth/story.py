"""A seeker's history as a test remembers it, and the plan the rules make of it.

Nothing here reads the database: a history is what was done, and it becomes case files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import holidays

from followups.timing.casefile.read import read_case
from followups.timing.plan import Plan, plan

Event = dict[str, Any]
"""An event of a case file."""
PERSONAL = ("reference.keep_in_touch", "reference.reciprocate")
LINE_UP = "references.line_up"
TO_REFERRER = ("referrer_thank_you", "referrer_outcome")


def text_of(at: datetime) -> str:
    """An instant as a case file writes it."""
    return at.astimezone(UTC).isoformat()


@dataclass
class Job:
    """One application: its facts, and its events by name."""

    pk: int
    company: str
    created_at: datetime
    interest: int = 3
    closes_on: date | None = None
    referred_by: str | None = None
    archived: bool = False
    events: dict[str, Event] = field(default_factory=dict)

    def of(self, *types: str) -> list[Event]:
        """Its events of these types, in order of time."""
        found = [event for event in self.events.values() if event["type"] in types]
        return sorted(found, key=lambda event: datetime.fromisoformat(event["at"]))

    @property
    def people(self) -> set[str]:
        """Interviewers, and those written to; not who referred the seeker."""
        people = {who for talk in self.of("interview") for who in talk["interviewers"]}
        for note in self.of("message_sent"):
            if note["to"] and note["to"][0] == "c" and note["purpose"] not in TO_REFERRER:
                people.add(note["to"])
        return people

    @property
    def acceptance(self) -> Event | None:
        """The acceptance, if the last outcome is one and no other application came after."""
        said = self.of("outcome", "applied")
        last = said[-1] if said else None
        return last if last and last.get("result") == "accepted" else None

    @property
    def begun_at(self) -> datetime:
        """When it was recorded, submitted or met with an interview: the first of these."""
        begun = [datetime.fromisoformat(each["at"]) for each in self.of("applied", "interview")]
        return min([self.created_at, *begun])


@dataclass
class Story:
    """All that a seeker has and did."""

    zone: str = "Europe/London"
    policy: dict[str, Any] = field(default_factory=lambda: {"base": "balanced"})
    weekend: tuple[int, ...] = (6, 7)
    country: str = ""
    region: str = ""
    jobs: dict[int, Job] = field(default_factory=dict)
    references: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    notes_to_references: dict[str, Event] = field(default_factory=dict)

    def plans(self, now: datetime) -> dict[str, Plan]:
        """Every plan by its scope, as the rules make it from case files alone."""
        made = {f"a{job.pk}": self._planned(job, now) for job in self._active()}
        asked = [
            (each.opens_at, int(scope[1:]), each)
            for scope, found in made.items()
            for each in found.reminders
            if each.rule == LINE_UP
        ]
        plans = {scope: _without(found, LINE_UP, *PERSONAL) for scope, found in made.items()}
        plans |= {who: self._planned_for(who, now) for who in self.references}
        plans["seeker"] = Plan((min(asked)[2],) if asked else ())
        return plans

    def _active(self) -> list[Job]:
        return [job for job in self.jobs.values() if not job.archived]

    def _planned(self, job: Job, now: datetime) -> Plan:
        elsewhere = [*self._accepted_elsewhere(job), *self._noted_elsewhere(job)]
        # A bulk move may accept several at one instant; the one recorded last is the latest.
        elsewhere.sort(key=lambda event: int(event["id"][1:]))
        events = [*job.events.values(), *elsewhere]
        return _plan_of(self._case(job, events, list(self.references.values()), now))

    def _planned_for(self, who: str, now: datetime) -> Plan:
        """The plan of one reference, from the notes of all applications, archived ones too."""
        notes = [note for job in self.jobs.values() for note in job.of("message_sent")]
        mine = [
            {**note, "interview": None}
            for note in (*notes, *self.notes_to_references.values())
            if note["to"] == who
        ]
        found = _plan_of(self._case(Job(0, "", now), mine, [self.references[who]], now))
        return Plan(tuple(each for each in found.reminders if each.rule in PERSONAL))

    def _case(
        self, job: Job, events: list[Event], references: list[Any], now: datetime
    ) -> dict[str, Any]:
        return {
            "timezone": self.zone,
            "policy": self.policy,
            "now": text_of(now),
            "weekend": list(self.weekend),
            "days_off": self._days_off(events),
            "application": {
                "interest": job.interest,
                "referred_by": job.referred_by,
                "closes_on": job.closes_on and job.closes_on.isoformat(),
                "events": sorted(events, key=lambda event: datetime.fromisoformat(event["at"])),
            },
            "references": references,
        }

    def _days_off(self, events: list[Event]) -> list[str]:
        """Holidays from the year before the first event to three years after the last."""
        if not self.country or not events:
            return []
        years = [datetime.fromisoformat(event["at"]).year for event in events]
        years += [
            int(event[name][:4])
            for event in events
            for name in ("news_by", "ask_on", "ends_at")
            if event.get(name)
        ]
        found = holidays.country_holidays(
            self.country,
            subdiv=self.region or None,
            years=range(min(years) - 1, max(years) + 4),
        )
        return [day.isoformat() for day in sorted(found)][:1000]

    def _accepted_elsewhere(self, job: Job) -> Iterator[Event]:
        for other in self.jobs.values():
            said = other.acceptance
            if said is None or other is job:
                continue
            if datetime.fromisoformat(said["at"]) >= job.begun_at:
                yield {"type": "accepted_elsewhere", "id": said["id"], "at": said["at"]}

    def _noted_elsewhere(self, job: Job) -> Iterator[Event]:
        for other in self.jobs.values():
            for note in other.of("message_sent") if other is not job else ():
                if note["purpose"] != "status":
                    continue
                readers = {note["to"]} if note["to"] else other.people
                alone = not readers and not job.people and other.company == job.company
                if alone or readers & job.people:
                    yield {"type": "status_elsewhere", "id": note["id"], "at": note["at"]}


def _plan_of(case: dict[str, Any]) -> Plan:
    read = read_case(case)
    return plan(read.facts, read.policy)


def _without(found: Plan, *rules: str) -> Plan:
    reminders = tuple(each for each in found.reminders if each.rule not in rules)
    return Plan(reminders, found.held_back)
