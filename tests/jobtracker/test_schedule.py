"""What the beat sends."""

from typing import Any

import pytest

from jobtracker.celery import app

SCHEDULE: dict[str, dict[str, Any]] = app.conf.beat_schedule


def test_it_is_read_from_one_place() -> None:
    names = {"open-due", "send-digests", "fetch-mail", "run-imports", "send-webhooks"}
    assert SCHEDULE.keys() == names | {"replan-all"}


@pytest.mark.parametrize("name", SCHEDULE)
def test_an_entry_names_a_task_that_there_is(name: str) -> None:
    app.loader.import_default_modules()
    assert SCHEDULE[name]["task"] in app.tasks


@pytest.mark.parametrize(
    "name", ["open-due", "send-digests", "fetch-mail", "run-imports", "send-webhooks"]
)
def test_what_waited_for_two_periods_is_dropped(name: str) -> None:
    assert SCHEDULE[name]["options"]["expires"] == 2 * SCHEDULE[name]["schedule"]
