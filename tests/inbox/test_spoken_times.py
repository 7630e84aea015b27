"""Times as people say them, in five languages."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from inbox.reading.dates import find_days
from inbox.reading.languages import load
from inbox.reading.text import fold

SENT = date(2026, 11, 24)
SAID = [
    ("nl", "dinsdag 1 december om half drie", "2026-12-01 14:30"),
    ("nl", "vrijdag om kwart over negen", "2026-11-27 09:15"),
    ("nl", "vrijdag om 14u30", "2026-11-27 14:30"),
    ("nl", "vrijdag om 15 uur 30", "2026-11-27 15:30"),
    ("nl", "vrijdag om drie uur", "2026-11-27 15:00"),
    ("es", "el martes 1 de diciembre a las cuatro y media de la tarde", "2026-12-01 16:30"),
    ("es", "el jueves a las seis y media de la mañana", "2026-11-26 06:30"),
    ("es", "el viernes a las seis menos cuarto", "2026-11-27 17:45"),
    ("es", "el lunes a las 3:00 p. m.", "2026-11-30 15:00"),
    ("es", "el lunes a las 8:30 a. m.", "2026-11-30 08:30"),
    ("es", "el lunes a las 17 hs", "2026-11-30 17:00"),
    ("fr", "jeudi à 14 heures 30", "2026-11-26 14:30"),
    ("fr", "jeudi à quatre heures et demie", "2026-11-26 16:30"),
    ("fr", "jeudi à dix heures moins le quart", "2026-11-26 09:45"),
    ("de", "am Montag um halb drei", "2026-11-30 14:30"),
    ("en", "on Monday at half past two", "2026-11-30 14:30"),
]


@pytest.mark.parametrize(("code", "text", "moment"), SAID)
def test_a_time_is_read_as_it_is_said(code: str, text: str, moment: str) -> None:
    assert [each.at for each in find_days(fold(text), load(code), SENT)] == [
        datetime.fromisoformat(moment)
    ]


def test_a_french_word_is_no_time_zone() -> None:
    found = find_days(fold("Jeudi entre 14h et 16h, est-ce possible ?"), load("fr"), SENT)
    assert [each.at for each in found] == [datetime.fromisoformat("2026-11-26 14:00")]
