"""What others wrote about a person, and who looked, goes out with their archive; nothing in."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest

from accounts.access_log import log_access
from accounts.models import AccessLog, User
from data_exchange.exporters.data import export_data
from data_exchange.importers.data import import_data
from demo.caseload import grant_coach
from followups.models import PolicyChoice
from followups.services import coach as coach_services

What = AccessLog.What


@pytest.fixture
def about(seeker: User, coach: User, stranger: User, now: datetime) -> dict[str, Any]:
    """What the seeker's archive tells of a coach who wrote, set a policy and looked."""
    for client in (seeker, stranger):
        grant_coach(client, coach, {"sees_pay": True}, now=now)
        what: dict[str, Any] = {"by": coach, "token": uuid4(), "now": now}
        coach_services.nudge(client, f"Ring {client.name}", **what)
        coach_services.write_note(client, f"{client.name} shared", shared=True, **what)
        coach_services.write_note(
            client, "for coaches alone", shared=False, **{**what, "token": uuid4()}
        )
        coach_services.set_policy_of(client, "patient", {"silence_days": 21}, by=coach, now=now)
        log_access(coach, client, What.APPLICATION, now=now, about=f"{client.name}, Acme")
    found: dict[str, Any] = export_data(seeker, now=now)["about"]
    return found


def test_it_says_who_may_see_what_and_until_when(about: dict[str, Any], coach: User) -> None:
    [grant] = about["coaches"]
    assert (grant["coach_name"], grant["coach_email"]) == (coach.name, coach.email)
    assert (grant["sees_pay"], grant["sees_notes"]) == (True, False)
    assert grant["accepted_at"] == "2026-03-19T20:00:00Z"
    assert grant["expires_at"] == "2026-09-19T19:00:00Z"
    assert grant["ended_at"] is None


def test_it_says_what_they_wrote_but_not_what_they_keep_to_themselves(
    about: dict[str, Any], coach: User
) -> None:
    [nudge], [note] = about["nudges"], about["notes_shared_by_coaches"]
    assert (nudge["text"], nudge["coach_name"]) == ("Ring Robin Hale", coach.name)
    assert (note["text"], note["coach_name"]) == ("Robin Hale shared", coach.name)
    assert "for coaches alone" not in str(about)


def test_it_says_which_policy_they_set_and_what_it_was_before(about: dict[str, Any]) -> None:
    [change] = about["policies_set_by_coaches"]
    assert (change["before_base"], change["base"]) == ("balanced", "patient")
    assert change["changes"] == {"silence_days": 21}
    assert change["settled_at"] is None


def test_it_says_who_looked_at_what_and_when(about: dict[str, Any], coach: User) -> None:
    [look] = about["looks"]
    assert look["viewer_name"] == coach.name
    assert (look["what"], look["about"]) == ("application", "Robin Hale, Acme")
    assert look["at"] == "2026-03-19T20:00:00Z"
    assert "Sam" not in str(about)


def test_none_of_it_is_brought_in(
    about: dict[str, Any], seeker: User, operator: User, now: datetime
) -> None:
    import_data(operator, export_data(seeker, now=now), lambda path: None, now=now)
    told = export_data(operator, now=now)
    assert {name: rows for name, rows in told["about"].items() if rows} == {}
    assert PolicyChoice.objects.get(owner=operator).base == "patient"
