"""Random histories, told to the API alone: what may be refused is refused, and the rest stands."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Any

from tests.api.conftest import Call

PURPOSES = ("status", "receipt", "follow_up", "accept_offer", "decline_note")
KINDS = ("phone_screen", "interview")
TAKEN = (200, 201)
MAY_BE_REFUSED = (409, 422)


class Teller:
    """Tells what happened to some applications of one seeker."""

    def __init__(self, call: Call, seed: int, now: datetime) -> None:
        self.call, self.random, self.now = call, Random(seed), now
        self.taken = 0
        self.contacts = [self._made("/contacts", {"name": name}) for name in ("Ana", "Bo", "Cy")]
        self.references = [
            self._made("/references", {"contact": contact, "consent": "agreed", "agreed_on": day})
            for contact, day in zip(self.contacts, ("2025-11-03", "2026-01-12"), strict=False)
        ]

    def tell(self, steps: int) -> int:
        """Tell one application's history; return its id."""
        sent = self.now - timedelta(
            days=self.random.randint(0, 70), hours=self.random.randint(0, 9)
        )
        is_saved = self.random.random() < 0.1
        fields = {"company": f"Company {self.random.randint(1, 4)}", "title": "Clerk"}
        fields |= {"interest": self.random.randint(1, 5)}
        fields |= {} if is_saved else {"applied_at": sent.isoformat()}
        application = self._made("/applications", fields)
        for at in sorted(self._between(sent, self.now) for _ in range(steps)):
            self.random.choice((self._event, self._event, self._interview, self._message))(
                application, at
            )
        return application

    def _event(self, application: int, at: datetime) -> None:
        kind = self.random.choice(
            ("confirmation", "employer_reply", "timeline_given", "no_contact_requested",
             "references_requested", "reference_chosen", "reference_contacted", "outcome", "note")
        )  # fmt: skip
        fields: dict[str, Any] = {"type": kind, "at": at.isoformat()}
        day = (at + timedelta(days=self.random.randint(1, 20))).date().isoformat()
        if kind == "timeline_given":
            fields[self.random.choice(("news_by", "ask_on"))] = day
        elif kind in ("reference_chosen", "reference_contacted"):
            fields["reference"] = self.random.choice(self.references)
        elif kind == "outcome":
            fields["result"] = self.random.choice(("offer", "rejected", "withdrawn"))
        elif kind == "note":
            fields["text"] = "By phone"
        self._told(f"/applications/{application}/events", fields)

    def _interview(self, application: int, at: datetime) -> None:
        starts = at + timedelta(days=self.random.randint(0, 9), hours=self.random.randint(1, 5))
        fields = {
            "at": at.isoformat(),
            "kind": self.random.choice(KINDS),
            "starts_at": starts.isoformat(),
            "timezone": self.random.choice(("Europe/London", "America/New_York")),
            "interviewers": self.random.sample(self.contacts, self.random.randint(0, 2)),
        }
        made = self._told(f"/applications/{application}/interviews", fields)
        if made and self.random.random() < 0.2:
            called_off = {"at": self._between(at, min(starts, self.now)).isoformat()}
            self._told(f"/interviews/{made['id']}/cancel", called_off)

    def _message(self, application: int, at: datetime) -> None:
        to = self.random.choice((None, f"c{self.random.choice(self.contacts)}"))
        fields = {"purpose": self.random.choice(PURPOSES), "at": at.isoformat(), "to": to}
        self._told(f"/applications/{application}/messages", fields)

    def _between(self, first: datetime, last: datetime) -> datetime:
        seconds = self.random.randint(0, max(0, int((last - first).total_seconds())))
        return first + timedelta(seconds=seconds)

    def _made(self, path: str, fields: dict[str, Any]) -> int:
        made = self._told(path, fields)
        assert made, (path, fields)
        return int(made["id"])

    def _told(self, path: str, fields: dict[str, Any]) -> dict[str, Any] | None:
        answer = self.call("POST", path, fields)
        assert answer.status_code in (*TAKEN, *MAY_BE_REFUSED), answer.content
        if answer.status_code not in TAKEN:
            return None
        self.taken += 1
        found: dict[str, Any] = answer.json()
        return found
