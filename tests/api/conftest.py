"""Callers of the API: a key, and what it answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from api.models import Scope
from api.services.keys import create_key

Call = Callable[..., Any]
V1 = "/api/v1"
ALL = tuple(Scope.values)


@pytest.fixture(autouse=True)
def _counts_begin_anew() -> None:
    cache.clear()


def key_for(owner: User, scopes: Collection[str], now: datetime) -> str:
    """A key of this person, with these scopes."""
    _key, secret = create_key(
        owner, name="Test", scopes=scopes, expires_at=None, token=uuid4(), now=now
    )
    assert secret
    return secret


@pytest.fixture
def secret(seeker: User, now: datetime) -> str:
    """The seeker's key, which may do everything."""
    return key_for(seeker, ALL, now)


@pytest.fixture
def call(secret: str, at_now: datetime) -> Call:
    """Calls the API at ``now``: ``call("GET", "/applications")``; ``key=""`` sends none."""

    def ask(
        method: str,
        path: str,
        body: Any = None,
        *,
        key: str | None = None,
        content_type: str = "application/json",
        **headers: str,
    ) -> Any:
        sent = secret if key is None else key
        known = {"Authorization": f"Bearer {sent}"} if sent else {}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body)
        return Client().generic(
            method, V1 + path, data, content_type=content_type, headers=known | named
        )

    return ask
