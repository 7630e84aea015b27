"""No request makes a page fail, whatever stands in it: every address, methods of all kinds.

`tests/faults/test_fuzz.py` sends more of them to a real web server.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from datetime import datetime
from http.cookies import SimpleCookie
from random import Random
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from jobtracker.admin import coach_site, operator_site
from jobtracker.http.charsets import readable_type
from tests.access_rows import ROWS, url_of
from tests.coaching.addresses import addresses
from tests.conftest import signed_in
from tests.fuzz import IN_QUERIES, SEED, Wild, fields_in, wild
from tests.test_access import content_of, make_world


class WildClient(Client):
    """Sends a request as a web server hands it on."""

    def request(self, **request: Any) -> HttpResponse:
        request["CONTENT_TYPE"] = readable_type(request.get("CONTENT_TYPE", ""))
        answer: HttpResponse = super().request(**request)
        return answer

    def send(self, wild: Wild) -> HttpResponse:
        headers = dict(wild.headers)
        kind = headers.pop("Content-Type", "application/octet-stream")
        answer: HttpResponse = self.generic(
            wild.method, wild.target, wild.body, kind, headers=headers
        )
        return answer


def wild_client(user: User | None) -> tuple[WildClient, str]:
    """A client that answers an exception with 500, and its session's cookie."""
    cookies = (signed_in(user) if user else Client()).cookies.output(header="", sep=";")
    client = WildClient(raise_request_exception=False)
    client.cookies = SimpleCookie(cookies)
    return client, cookies


def paths(world: dict[str, Any]) -> Iterator[str]:
    """Every address, about what is in the world; of the admin sites about the first rows."""
    yield from (url_of(name, world) for name in ROWS)
    for site, prefix in ((coach_site, "/coach/"), (operator_site, "/admin/")):
        yield from (each.filled(1) for each in addresses(site, prefix))


def failure(answer: HttpResponse, wild: Wild) -> str:
    """What was sent, and where it failed."""
    kind, problem, trace = getattr(answer, "exc_info", None) or (None, "", None)
    where = "".join(traceback.format_tb(trace)[-3:])
    return f"{wild}\n{where}{kind}: {problem}"


@pytest.fixture(autouse=True)
def _unlimited(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.ACCOUNT_RATE_LIMITS = False


@pytest.mark.django_db
def test_no_request_makes_a_page_fail(seeker: User, operator: User, now: datetime) -> None:
    random, fields = Random(SEED), set(IN_QUERIES)
    world = make_world(seeker, "Xanthic", now)
    clients = [wild_client(who) for who in (None, seeker, world["grant"].coach, operator)]
    known = sorted(set(paths(world)))
    failed = []
    for path in known:
        with transaction.atomic():
            fields |= fields_in(content_of(clients[1][0].get(path)))
            for _turn in range(2):
                client, cookies = random.choice(clients)
                sent = wild(random, path, fields)
                answer = client.send(sent)
                content_of(answer)
                client.cookies = SimpleCookie(cookies)
                if answer.status_code >= 500 and answer.status_code != 503:
                    failed.append(failure(answer, sent))
            transaction.set_rollback(True)
    assert len(known) > 250
    assert len(fields) > 100
    assert failed == []
