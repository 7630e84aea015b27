"""Every operation of the API × everybody: only the owner's keys, and only for what they may do."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from ninja.operation import Operation

from accounts.models import CoachGrant, User
from accounts.models.grants import SCOPES
from api.http.problems import TYPE
from api.main import api
from api.models import ApiKey, Scope
from api.services.keys import create_key, revoke_key
from applications.services import debrief_interview
from data_exchange.exporters.data import export_data
from tests.api.conftest import ALL, V1, key_for
from tests.conftest import person, signed_in
from tests.test_access import SECRETS, World, assert_nothing_seen, make_world

THINGS = {
    "applications": "application",
    "companies": "company",
    "contacts": "contact",
    "documents": "document",
    "events": "event",
    "interviews": "interview",
    "messages": "message",
    "references": "reference",
    "reminders": "reminder",
    "suggestions": "suggestion",
    "templates": "note_template",
}
"""What the number after a part of an address is the key of, in a world of `make_world`."""
BODIES: Mapping[str, Any] = {
    "POST /applications/{int:pk}/events": {"type": "employer_reply", "at": "2026-03-10T10:00:00Z"},
    "POST /applications/{int:pk}/interviews": {"starts_at": "2026-04-01T10:00:00Z"},
    "POST /applications/{int:pk}/messages": {"purpose": "other"},
    "POST /references/{int:pk}/messages": {"purpose": "other"},
    "POST /companies/{int:pk}/merge": {"other": 1},
    "POST /contacts/{int:pk}/merge": {"other": 1},
    "POST /reminders/{int:pk}/snooze": {"until": "2026-04-01T10:00:00Z"},
}
"""Bodies that fit their schema, for operations that look at it before they look for the row."""
BY_CONTENT: Mapping[str, Mapping[str, set[str]]] = {
    "POST /intake": {
        "application/json": {"read", "capture"},
        "message/rfc822": {"suggest", "write"},
        "text/calendar": {"suggest", "write"},
    }
}
"""Which scopes open an operation, where that depends on the type of what is sent."""
PART = re.compile(r"([a-z_]+)/{(?:int:)?([a-z_]+)}")


@dataclass(frozen=True)
class Call:
    """One operation, and how it is called."""

    method: str
    path: str
    operation: Operation
    content_type: str = "application/json"

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def scopes(self) -> set[str]:
        (needed,) = self.operation.auth_callbacks
        found = set(needed.scopes)  # type: ignore[attr-defined]
        if self.name in BY_CONTENT:
            assert found == set().union(*BY_CONTENT[self.name].values()), self.name
            return BY_CONTENT[self.name][self.content_type]
        return found

    @property
    def declared(self) -> set[int]:
        return set(self.operation.response_models)

    @property
    def things(self) -> list[str]:
        """What the address is about, from left to right."""
        found = PART.findall(self.path)
        assert len(found) == self.path.count("{"), f"{self.path}: a number after no part"
        for part, _name in found:
            assert part in THINGS, f"{self.path}: say in THINGS what follows {part}/"
        return [THINGS[part] for part, _name in found]

    def send(self, worlds: list[World], key: str, client: Client | None = None) -> HttpResponse:
        """Call it about the things of these worlds, each number in one of them."""
        path = self.path
        for thing, world in zip(self.things, worlds, strict=True):
            path = re.sub("{.*?}", str(world[thing].pk), path, count=1)
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        body = json.dumps(BODIES.get(self.name, {})) if self.method != "GET" else b""
        answer: HttpResponse = (client or Client()).generic(
            self.method, V1 + path, body, content_type=self.content_type, headers=headers
        )
        return answer


def calls() -> list[Call]:
    return [
        Call(method, path, operation, content_type)
        for router in api._get_bound_routers()
        for path, view in router.path_operations.items()
        for operation in view.operations
        for method in operation.methods
        for content_type in BY_CONTENT.get(f"{method} {path}", ["application/json"])
    ]


CALLS = calls()


def test_every_operation_is_known_and_guarded() -> None:
    assert len(CALLS) > 50
    for call in CALLS:
        assert call.scopes <= set(Scope.values), call.name
        assert call.scopes, call.name
        assert call.things is not None


@pytest.fixture(autouse=True)
def _without_limits(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.API_REQUESTS_A_MINUTE = settings.API_WRONG_KEYS_A_MINUTE = 0


@pytest.fixture
def world(seeker: User, at_now: datetime) -> World:
    """Everything of the seeker's, full of words that nobody else may read."""
    made = make_world(seeker, SECRETS[0], at_now)
    made["company"].notes = " ".join(SECRETS)
    made["company"].save()
    debrief_interview(made["interview"], fields={"learned": SECRETS[0]}, topics={}, now=at_now)
    return made


@contextmanager
def undone() -> Iterator[None]:
    """What is written within is rolled back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def closed_keys(seeker: User, now: datetime) -> dict[str, tuple[str, Client]]:
    """Whoever must be let in nowhere, and what they come with."""
    gone = person("gone@test.example", "Gone", is_active=True)
    left = key_for(gone, ALL, now)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    expired = key_for(seeker, ALL, now)
    ApiKey.objects.filter(owner=seeker).update(expires_at=now)
    new, revoked = create_key(
        seeker, name="Lost", scopes=ALL, expires_at=None, token=uuid4(), now=now
    )
    revoke_key(new, now=now)
    return {
        "no key": ("", Client()),
        "nonsense": ("jt_nonsense", Client()),
        "a session": ("", signed_in(seeker)),
        "a nonsense key in a session": ("jt_nonsense", signed_in(seeker)),
        "expired": (expired, Client()),
        "revoked": (str(revoked), Client()),
        "whose owner may not sign in": (left, Client()),
    }


def test_without_a_key_that_opens_nothing_does(
    world: World, seeker: User, at_now: datetime
) -> None:
    doors = closed_keys(seeker, at_now)
    before = export_data(seeker, now=at_now)
    for call in CALLS:
        for how, (key, client) in doors.items():
            answer = call.send([world] * len(call.things), key, client)
            assert answer.status_code == 401, f"{call.name}, {how}: {answer.content!r}"
            assert 401 in call.declared, call.name
            assert answer["Content-Type"] == TYPE
            assert answer["WWW-Authenticate"] == "Bearer"
            assert_nothing_seen(call.name, {how: answer})
    assert export_data(seeker, now=at_now) == before


@pytest.mark.parametrize("who", ["stranger", "coach", "operator"])
def test_to_everybody_elses_keys_it_does_not_exist(
    who: str, world: World, seeker: User, coach: User, stranger: User, at_now: datetime
) -> None:
    CoachGrant.objects.create(
        seeker=seeker,
        coach=coach,
        email=coach.email,
        invited_at=at_now,
        accepted_at=at_now,
        expires_at=at_now + timedelta(days=90),
        **dict.fromkeys(SCOPES, True),
    )
    others = {"stranger": stranger, "coach": coach}
    other = others.get(who) or person("root@test.example", "Root", is_superuser=True)
    key, own = key_for(other, ALL, at_now), make_world(other, "Own", at_now)
    before, found = export_data(seeker, now=at_now), []
    for call in CALLS:
        for worlds in _with_a_foreign_one(call, own, world):
            with undone():
                answer = call.send(worlds, key)
                told = f"{call.name}: {answer.status_code} {answer.content[:300]!r}"
                assert answer.status_code in call.declared | {200}, told
                if worlds and answer.status_code != 404:
                    found.append(told)
                assert answer.status_code not in (401, 403, 429, 503), told
                assert_nothing_seen(call.name, {who: answer})
                if call.method != "GET":
                    assert export_data(seeker, now=at_now) == before, call.name
    assert found == [], "not 404; does one need a body that fits, in BODIES?"


def _with_a_foreign_one(call: Call, own: World, foreign: World) -> Iterator[list[World]]:
    """Yield the worlds of an address's numbers, each time with another one that is foreign."""
    count = len(call.things)
    if count == 0:
        yield []
    for place in range(count):
        yield [foreign if number == place else own for number in range(count)]


@pytest.mark.parametrize("scope", Scope.values)
def test_a_key_may_do_what_its_scope_says_and_nothing_else(
    scope: str, world: World, seeker: User, at_now: datetime
) -> None:
    key = key_for(seeker, [scope], at_now)
    before, allowed = export_data(seeker, now=at_now), 0
    for call in CALLS:
        with undone():
            answer = call.send([world] * len(call.things), key)
            told = f"{call.name}: {answer.status_code} {answer.getvalue()[:300]!r}"
            assert answer.status_code in call.declared | {200}, told
            if scope in call.scopes:
                allowed += 1
                assert answer.status_code not in (401, 403, 404, 429, 503), told
            else:
                assert answer.status_code == 403, told
                assert_nothing_seen(call.name, {scope: answer})
                if call.method != "GET":
                    assert export_data(seeker, now=at_now) == before, call.name
    assert allowed
    assert export_data(seeker, now=at_now) == before


def test_where_both_are_sent_the_key_counts(
    world: World, seeker: User, stranger: User, at_now: datetime
) -> None:
    client, key = signed_in(seeker), key_for(stranger, ALL, at_now)
    sent = {"Authorization": f"Bearer {key}"}
    assert client.get(f"{V1}/me", headers=sent).json()["email"] == stranger.email
    answer = client.get(f"{V1}/applications/{world['application'].pk}", headers=sent)
    assert answer.status_code == 404
