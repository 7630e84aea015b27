"""No log and no report holds an address that is a secret: links, feeds, invitations, keys."""

from __future__ import annotations

import io
import json
import logging
import logging.config
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse

from accounts.models import CoachGrant, User
from agenda.services import make_calendar_link, secret_of
from digests.links import reminder_token, stop_token
from followups.models import Reminder
from jobtracker.http.errors import _without_secrets
from jobtracker.logging import IdFilter, config
from jobtracker.secret_paths import PATHS, without_secrets
from tests.access_rows import LIBRARY, ROWS, SECRET, url_of
from tests.conftest import MakeApplication

KEYED = {"account_confirm_email", "account_reset_password_from_key", "accounts:invitation_accept"}
"""Addresses of the library's and of somebody's that are secrets too."""
METHODS = ("get", "head", "post", "put", "patch", "delete", "options")


@pytest.fixture(params=[True, False], ids=["json", "plain"])
def log(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """All that is logged, as it is written for machines or for people."""
    spec: Any = config(as_json=request.param, level="DEBUG")
    formatter = logging.config.DictConfigurator({"version": 1}).configure_formatter(
        dict(spec["formatters"]["line"])
    )
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(formatter)
    handler.addFilter(IdFilter())
    logging.getLogger().addHandler(handler)
    yield out
    logging.getLogger().removeHandler(handler)


@pytest.fixture
def secrets(
    seeker: User, coach: User, make_application: MakeApplication, at_now: datetime
) -> dict[str, str]:
    """Each secret, by an address that holds it."""
    make_application()
    reminder = Reminder.objects.filter(owner=seeker).latest("pk")
    feed = secret_of(make_calendar_link(seeker, now=at_now))
    act = reminder_token(reminder.pk, seeker.pk)
    stop = stop_token(seeker.pk, "daily")
    invited = CoachGrant.objects.create(seeker=seeker, email=coach.email, invited_at=at_now)
    key = default_token_generator.make_token(seeker)
    uid = user_pk_to_url_str(seeker)
    return {
        reverse("agenda:feed", args=[feed]): feed,
        f"/calendar/feed/{feed}": feed,
        reverse("digests:link", args=[act]): act,
        reverse("digests:link_action", args=[act, "done"]): act,
        f"/mail/{act}": act,
        f"/mail/{act}/no/such/": act,
        f"/en/mail/{act}/": act,
        f"/mail//{act}/": act,
        f"/mail/%20{act}/": act,
        f"/mail/é'{act}/": act,
        f"/mail%20/{act}/": act,
        f"/mail:{act}": act,
        f"/mail\\{act}": act,
        f"/mail{act}": act,
        f"/mail/?{act}": act,
        f"/mail/{act}/x.html": act,
        **{f"/calendar/feed/{feed}.{end}": feed for end in ("html", "txt", "py")},
        f"/calendar%20/feed/{feed}": feed,
        f"/account/login/?next=%252Fmail%252F{act}": act,
        f"/account/login/?next=%2F%6Dail%2F{act}": act,
        reverse("digests:stop", args=[stop]): stop,
        reverse("accounts:invitation", args=[invited.token]): str(invited.token),
        reverse("accounts:invitation_accept", args=[invited.token]): str(invited.token),
        f"/account/login/?next=/invitations/{invited.token}/": str(invited.token),
        f"/settings/profile/?next=%2Finvitations%2F{invited.token}%2F": str(invited.token),
        reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": key}): key,
        f"/account/password/reset/key/{uid}-{key}": key,
        reverse("account_confirm_email", args=["MQ:1abcDE:a-key-of-somebody"]): "a-key-of-somebody",
    }


def grep(log: io.StringIO, secrets: dict[str, str]) -> list[str]:
    """The lines in which a secret stands."""
    found = log.getvalue().splitlines()
    return [line for line in found if any(secret in line for secret in secrets.values())]


def test_no_secret_is_logged_however_it_is_used(
    log: io.StringIO, secrets: dict[str, str], settings: Any
) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    strict = Client(enforce_csrf_checks=True)
    for address in secrets:
        for method in METHODS:
            for client in (Client(), strict):
                getattr(client, method)(address, headers={"Referer": f"http://testserver{address}"})
    assert "Not Found" in log.getvalue()
    assert "Method Not Allowed" in log.getvalue()
    assert "Forbidden" in log.getvalue()
    assert grep(log, secrets) == []


def test_no_secret_is_logged_where_a_page_fails(
    log: io.StringIO, secrets: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: Any, request: HttpRequest) -> None:
        raise LookupError(f"at {request.get_full_path()} and {request.build_absolute_uri()}")

    monkeypatch.setattr("accounts.middleware.ReaderMiddleware.__call__", broken)
    client = Client(raise_request_exception=False)
    assert {client.get(address).status_code for address in secrets} >= {500}
    assert "LookupError" in log.getvalue()
    assert grep(log, secrets) == []


def test_no_secret_is_reported(secrets: dict[str, str]) -> None:
    for address, secret in secrets.items():
        event: Any = {
            "request": {"url": address},
            "logentry": {"message": "Not Found: %s", "params": [address]},
            "exception": {"values": [{"value": f"no page at https://jobs.example{address}"}]},
            "transaction": address,
            "extra": {address: {f"https://jobs.example{address}": 1}},
            "tags": [[address, address]],
        }
        assert secret not in json.dumps(_without_secrets(event, {}))


def test_every_address_that_is_a_secret_is_known_as_one() -> None:
    names = {name for name, row in ROWS.items() if row.kind == SECRET} | KEYED
    assert len(names) > 6
    for name in names:
        world = {"invitation": CoachGrant()}
        address = url_of(name, world)
        parts = {str(part) for part in ROWS[name].parts.values()} - {"1", "done"}
        hidden = without_secrets(f"Not Found: {address}")
        assert hidden != f"Not Found: {address}", name
        assert not any(part in hidden for part in parts), name


def test_the_librarys_addresses_with_a_key_are_among_them() -> None:
    keyed = {name for name, row in ROWS.items() if row.kind == LIBRARY and "key" in row.parts}
    assert keyed <= KEYED


@pytest.mark.parametrize(
    "line",
    [
        'File "/app/jobtracker/mail/connection.py", line 90, in send',
        '  File "/app/templates/digests/mail/daily.html", line 3, in template',
        'Traceback:\n  | File "/app/jobtracker/mail/outbox.py", line 5, in <module>\n    x = 1',
        "jobtracker.mail.connection",
        "could not send the email account/email/email_confirmation",
        "Not Found: /applications/7/",
        "GET mail/<str:token>/ 200 3 ms",
        "/account/login/",
    ],
)
def test_what_is_no_secret_stays(line: str) -> None:
    assert without_secrets(line) == line


@pytest.mark.parametrize("end", ["html", "txt", "py", "ics"])
@pytest.mark.parametrize("path", PATHS)
def test_a_secret_that_looks_like_a_file_is_none_of_ours(path: str, end: str) -> None:
    for line in (f"Not Found: /{path}/secret.{end}", f'at "/{path}/secret.{end}", line 1'):
        assert "secret" not in without_secrets(line)


def test_a_report_still_names_the_files_of_a_traceback() -> None:
    frame = {"abs_path": "/app/jobtracker/mail/outbox.py", "filename": "jobtracker/mail/outbox.py"}
    event: Any = {"exception": {"values": [{"stacktrace": {"frames": [frame]}}]}}
    assert _without_secrets(dict(event), {}) == event


def test_a_long_line_is_read_at_once() -> None:
    """Nothing in it is tried again and again: this takes minutes otherwise."""
    for part in ("/", "/calendar", "_", "%25", "%2F", "/account/confirm", "\\"):
        line = part * 50_000
        assert without_secrets(line) == line
