"""A lock that cannot be had in time: 503, and what was typed is not lost."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory
from django.urls import get_resolver
from pytest_django.asserts import assertContains, assertNotContains

from accounts import locking
from accounts.models import User
from jobtracker.http.busy import busy, is_busy, server_error
from tests.conftest import MakeApplication


class LockNotAvailable(Exception):
    sqlstate = "55P03"


class ConnectionLost(Exception):
    sqlstate = "57P01"


def caused(cause: Exception) -> OperationalError:
    error = OperationalError("canceling statement")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (OperationalError("database is locked"), True),
        (OperationalError("connection refused"), False),
        (caused(LockNotAvailable()), True),
        (caused(ConnectionLost()), False),
        (ValueError("database is locked"), False),
    ],
)
def test_only_a_lock_that_is_taken_is_busy(error: Exception, expected: bool) -> None:
    assert is_busy(error) is expected


@pytest.fixture
def locked(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Nobody gets a lock."""

    def fail(*args: Any) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(locking, "_hold", fail)
    monkeypatch.setattr(locking, "lock", fail)
    return monkeypatch


def test_a_form_that_finds_it_busy_keeps_what_was_typed(
    seeker: User, seeker_client: Client, locked: pytest.MonkeyPatch
) -> None:
    typed = {"token": str(uuid4()), "company": "Bolt & <Co>", "title": "Analyst",
             "notes": "\nfirst\nsecond", "interest": "3", "pay_period": "year"}  # fmt: skip
    page = seeker_client.post("/applications/add/", typed)
    assertContains(page, "Busy just now", status_code=503)
    assert page.headers["Retry-After"] == "5"
    locked.undo()
    html = page.content.decode()
    kept = dict(re.findall(r'<textarea name="(\w+)" hidden>\n(.*?)</textarea>', html, re.DOTALL))
    sent = {name: unescape(value) for name, value in kept.items()}
    assert sent == typed
    assert 'action="/applications/add/"' in html
    assert seeker_client.post("/applications/add/", sent).status_code == 302
    assert seeker.applications.get().company.name == "Bolt & <Co>"


def test_a_password_is_not_kept_on_a_page() -> None:
    request = RequestFactory().post("/account/login/", {"login": "a@b", "password": "secret"})
    page = busy(request)
    assert page.status_code == 503
    assertNotContains(page, "secret", status_code=503)


def test_htmx_is_told_in_a_toast(
    seeker_client: Client, make_application: MakeApplication, locked: pytest.MonkeyPatch
) -> None:
    locked.undo()
    pk = make_application().pk
    assertContains(seeker_client.get(f"/applications/{pk}/"), 'data-failure="503"')


@pytest.mark.parametrize(
    ("error", "status"), [(OperationalError("database is locked"), 503), (ValueError("x"), 500)]
)
def test_a_lock_wanted_outside_of_views_is_busy_too(error: Exception, status: int) -> None:
    assert get_resolver().resolve_error_handler(500) is server_error
    try:
        raise error
    except (OperationalError, ValueError):
        page = server_error(RequestFactory().get("/"))
    assert page.status_code == status
