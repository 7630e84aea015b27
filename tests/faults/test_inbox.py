"""kill -9 between any two statements, from a mail to its suggestion: each is there, once."""

import json
from typing import Any

import pytest

from tests.faults.arrive import AFTER, BEFORE, FILES, KILLED, UNHARMED
from tests.faults.stage import Stage

pytestmark = [pytest.mark.faults, pytest.mark.each_kind]
STRIDE = 7
"""Every so many statements: it shares no factor with how many a mail takes."""


def test_a_mail_is_neither_lost_nor_doubled_wherever_its_process_dies(on_stage: Stage) -> None:
    printed = on_stage.run("-m", "tests.faults.arrive", str(STRIDE), seconds=900)
    told: list[dict[str, Any]] = json.loads(printed)
    unharmed, *killed = told
    state = ("files", "suggestions", "reminders", "unread", "empty")
    assert len(unharmed["files"]) == len(unharmed["suggestions"]) == len(FILES)
    assert (unharmed["unread"], unharmed["empty"]) == (0, 0)
    for moment in (BEFORE, AFTER):
        ends = [each["ended"] for each in killed if each["moment"] == moment]
        assert len(ends) > 5
        assert (set(ends[:-1]), ends[-1]) == ({KILLED}, UNHARMED)
    for each in killed:
        at = (each["moment"], each["point"])
        assert {name: each[name] for name in state} == {name: unharmed[name] for name in state}, at
