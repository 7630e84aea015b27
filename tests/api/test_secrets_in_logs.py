"""No key goes to a log or a report, wherever it was sent to."""

from __future__ import annotations

import io
import json
import logging
import logging.config
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from jobtracker.http.errors import _without_secrets
from jobtracker.logging import IdFilter, config
from jobtracker.secret_paths import without_secrets
from tests.api.conftest import V1


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


def test_no_log_holds_a_key(
    log: io.StringIO, secret: str, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **more: object) -> None:
        raise RuntimeError(f"cannot send Authorization: Bearer {secret}")

    settings.DEBUG = True
    client = Client(raise_request_exception=False)
    for scheme in ("Bearer", "bearer", "Token", "Basic"):
        client.get(f"{V1}/applications", headers={"Authorization": f"{scheme} {secret}"})
    for path in (f"{V1}/{secret}", f"/{secret}/", f"{V1}/applications?key={secret}"):
        client.get(path)
    monkeypatch.setattr("api.resources.applications.page_of", broken)
    sent = {"Authorization": f"Bearer {secret}"}
    assert client.get(f"{V1}/applications", headers=sent).status_code == 500
    assert "the API broke" in log.getvalue()
    assert secret.removeprefix("jt_")[6:] not in log.getvalue()


def test_no_report_holds_a_key(secret: str) -> None:
    event: Any = {
        "request": {"headers": {"Authorization": f"Bearer {secret}"}},
        "message": f"wrong key {secret}",
        "exception": {"values": [{"value": f"Authorization: Bearer {secret}"}]},
        "extra": {secret: [secret]},
    }
    told = json.dumps(_without_secrets(event, {}), ensure_ascii=False)
    assert secret.removeprefix("jt_")[6:] not in told
    assert "jt_…" in told


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a jt_0123456789abcdef0123 b", "a jt_… b"),
        ("x?key=jt_0123456789abcdef-_23&y", "x?key=jt_…&y"),
        ("'Authorization': 'Bearer abcdefghij.klm=='", "'Authorization': 'Bearer …'"),
        ("authorization: basic dXNlcjpwYXNzd29yZA==", "authorization: basic …"),
        ("the bearer of news", "the bearer of news"),
        ("jt_short, objt_0123456789abcdef0123", "jt_short, objt_0123456789abcdef0123"),
    ],
)
def test_what_is_hidden(text: str, kept: str) -> None:
    assert without_secrets(text) == kept
