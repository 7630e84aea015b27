"""While the database is away, every page says so in plain words, and keeps what was typed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any

import psycopg
import pytest
from django.conf import settings as site
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client

from jobtracker.http.busy import is_away, is_busy

TOLD = "can't reach its database right now"
REFUSED = psycopg.OperationalError("connection to server at 10.0.0.9 failed: secret")


def caused(cause: Exception | None, kind: type[Exception] = OperationalError) -> Exception:
    error = kind("the database failed")
    error.__cause__ = cause
    return error


def of_sqlite(name: str) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("it failed")
    error.sqlite_errorname = name
    return error


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (caused(REFUSED), True),
        (caused(psycopg.errors.AdminShutdown("terminating connection")), True),
        (caused(psycopg.errors.CannotConnectNow("starting up")), True),
        (caused(psycopg.errors.TooManyConnections("sorry")), True),
        (caused(psycopg.errors.ConnectionFailure("gone")), True),
        (caused(psycopg.errors.LockNotAvailable("busy")), False),
        (caused(psycopg.errors.QueryCanceled("too slow")), False),
        (caused(psycopg.errors.UndefinedTable("no such table"), ProgrammingError), False),
        (caused(psycopg.InterfaceError("the cursor is closed"), InterfaceError), False),
        (caused(of_sqlite("SQLITE_CANTOPEN")), True),
        (caused(of_sqlite("SQLITE_IOERR_WRITE")), True),
        (caused(of_sqlite("SQLITE_FULL")), True),
        (caused(of_sqlite("SQLITE_ERROR")), False),
        (caused(of_sqlite("SQLITE_BUSY")), False),
        (caused(None), False),
        (caused(ValueError()), False),
        (ValueError("connection refused"), False),
    ],
)
def test_only_a_database_that_cannot_be_used_is_away(error: Exception, expected: bool) -> None:
    assert is_away(error) is expected
    assert not (expected and is_busy(error))


@contextmanager
def failing(error: Exception) -> Iterator[None]:
    """Let every query fail, for as long as this lasts."""

    def fail(*args: object, **kwargs: object) -> None:
        raise error

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseWrapper, "cursor", fail)
        yield


@pytest.fixture
def away(seeker_client: Client) -> Iterator[Client]:
    """The database is away for a browser that is signed in."""
    seeker_client.raise_request_exception = False
    with failing(caused(REFUSED)):
        yield seeker_client


def check(answer: Any) -> str:
    page = unescape(answer.content.decode())
    assert answer.status_code == 503
    assert answer["Retry-After"] == "30"
    assert TOLD in page
    assert "10.0.0.9" not in page
    return page


@pytest.mark.parametrize(
    "path", ["/", "/applications/", "/applications/1/", "/settings/data/", "/coach/", "/admin/"]
)
def test_every_page_says_so(away: Client, path: str) -> None:
    assert f'href="{path}"' in check(away.get(path))
    check(away.get(path, headers={"HX-Request": "true"}))


@pytest.mark.parametrize("session", ["", "a" * 32])
def test_a_guest_who_signs_in_is_told_without_a_password_on_the_page(
    away: Client, session: str
) -> None:
    away.cookies[site.SESSION_COOKIE_NAME] = session
    page = check(away.post("/account/login/", {"login": "a@b.example", "password": "hush"}))
    assert "hush" not in page
    assert "<textarea" not in page


def test_what_was_typed_is_kept_and_can_be_sent_again(away: Client) -> None:
    page = check(away.post("/settings/profile/", {"name": "Robin & Co", "theme": "dark"}))
    assert 'action="/settings/profile/"' in page
    assert "\nRobin & Co</textarea>" in page
    assert 'name="csrfmiddlewaretoken"' in page


def test_a_form_of_another_site_is_not_kept(away: Client) -> None:
    away.handler.enforce_csrf_checks = True
    page = check(away.post("/settings/profile/", {"name": "made by another site"}))
    assert "another site" not in page


def test_pages_come_back_with_the_database(seeker_client: Client) -> None:
    seeker_client.raise_request_exception = False
    with failing(caused(REFUSED)):
        check(seeker_client.get("/settings/"))
    assert seeker_client.get("/settings/").status_code == 200


def test_a_database_that_goes_away_under_a_view_is_told_and_logged(
    seeker_client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def gone(**fields: object) -> None:
        raise caused(REFUSED)

    monkeypatch.setattr("accounts.views.settings.ProfileForm", gone)
    check(seeker_client.get("/settings/"))
    assert "the database cannot be used: OperationalError" in caplog.messages


def test_a_mistake_of_ours_is_still_a_fault(seeker_client: Client) -> None:
    seeker_client.raise_request_exception = False
    with failing(caused(psycopg.errors.UndefinedTable("x"), ProgrammingError)):
        answer = seeker_client.get("/")
    assert answer.status_code == 500
    assert TOLD not in unescape(answer.content.decode())
