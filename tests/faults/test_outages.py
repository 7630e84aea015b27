"""PostgreSQL or Redis away under a running site: what it answers, and that it recovers at once."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

import pytest

from tests.conftest import PASSWORD
from tests.faults.stage import Stage
from tests.services.ports import LOOPBACK, free_port

pytestmark = pytest.mark.faults

TOLD = "can't reach its database"
EMAIL = "seeker0@test.example"
MAKE = f"""
import django
django.setup()
from accounts.models import User
user = User.objects.create_superuser("{EMAIL}", "{PASSWORD}")
"""


class Site:
    """A browser without a screen, at a running site."""

    def __init__(self, stage: Stage) -> None:
        stage.run("-c", MAKE)
        port = free_port()
        stage.start(
            "-m",
            "gunicorn",
            "jobtracker.wsgi",
            "--bind",
            f"{LOOPBACK}:{port}",
            "--no-control-socket",
        )
        self.url, self.cookies = f"http://localhost:{port}", CookieJar()
        cookies = urllib.request.HTTPCookieProcessor(self.cookies)
        self._opener = urllib.request.build_opener(cookies)
        stage.wait(lambda: self.get("/health/live")[0] == 200, pause=0.2)

    def get(self, path: str, data: dict[str, str] | None = None) -> tuple[int, str]:
        """The status and the page; 0 where nobody answers yet."""
        body = urllib.parse.urlencode(data).encode() if data else None
        try:
            with self._opener.open(self.url + path, body, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()
        except OSError:
            return 0, ""

    def sign_in(self) -> tuple[int, str]:
        self.get("/account/login/")
        token = next(each.value for each in self.cookies if each.name == "csrftoken")
        form = {"login": EMAIL, "password": PASSWORD, "csrfmiddlewaretoken": str(token)}
        return self.get("/account/login/", form)


@pytest.mark.each_kind
def test_redis_away(on_stage: Stage) -> None:
    site = Site(on_stage)
    assert site.sign_in()[0] == 200
    assert site.get("/settings/")[0] == 200
    on_stage.broker.stop()
    for page in ("/", "/applications/", "/settings/", "/calendar/"):
        assert site.get(page)[0] == 200
    assert site.get("/health/ready")[0] == 200
    status, told = site.get("/health/")
    assert (status, json.loads(told)["cache"]["ok"]) == (503, False)
    site.cookies.clear()
    status, page = site.sign_in()
    assert status == 503
    assert "It can't count right now" in page.replace("&#x27;", "'")
    on_stage.broker.start()
    assert site.sign_in()[0] == 200
    assert site.get("/settings/")[0] == 200


@pytest.mark.each_kind
def test_postgres_away(on_stage: Stage) -> None:
    site = Site(on_stage)
    assert site.sign_in()[0] == 200
    on_stage.cluster.stop()
    try:
        for check in ("/health/", "/health/ready"):
            status, told = site.get(check)
            assert status == 503
            assert json.loads(told)["database"]["ok"] is False
        assert site.get("/health/live")[0] == 200
        for path in ("/", "/applications/", "/account/logout/", "/coach/", "/admin/"):
            status, page = site.get(path)
            assert (path, status) == (path, 503)
            assert TOLD in page.replace("&#x27;", "'")
        site.cookies.clear()
        status, page = site.sign_in()
        assert status == 503
        assert TOLD in page.replace("&#x27;", "'")
    finally:
        on_stage.cluster.start()
    assert site.get("/health/ready")[0] == 200
    assert site.sign_in()[0] == 200
    assert site.get("/settings/")[0] == 200
