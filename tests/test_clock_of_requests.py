"""One clock a request: views, and what templates call, know the time from the request alone."""

from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse

from jobtracker.http.middleware import ClockMiddleware
from scripts.paths import ROOT
from tests.house import FLOORS
from tests.test_clocks_read import reads

FOLDERS = {"views", "admin", "templatetags", "forms"}
DATES = "jobtracker/templatetags/dates.py"
"""The filters that write dates are given no request: they ask which year it is."""


def answers_requests(path: Path) -> bool:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return bool(FOLDERS & set(parts)) and path.relative_to(ROOT).as_posix() != DATES


VIEWS = sorted(
    path for floor in FLOORS for path in (ROOT / floor).rglob("*.py") if answers_requests(path)
)


def test_views_read_the_clock_in_no_other_way() -> None:
    assert len(VIEWS) > 60
    found = [(path.relative_to(ROOT), reads(path.read_text())) for path in VIEWS]
    assert [f"{path}:{line}" for path, lines in found for line in lines] == []


def test_the_middleware_reads_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter(range(9))
    monkeypatch.setattr("django.utils.timezone.now", lambda: next(ticks))
    request = HttpRequest()
    answer = ClockMiddleware(lambda asked: HttpResponse(f"{asked.now} {asked.now}"))(request)
    assert answer.content == b"0 0"
