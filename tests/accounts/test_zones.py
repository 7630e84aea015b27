"""Time zones: found by what people type, and refused where there is none."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from accounts.zones import find_zone, validate_zone, zone_names


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Europe/London", "Europe/London"),
        (" europe/london ", "Europe/London"),
        ("London", "Europe/London"),
        ("new york", "America/New_York"),
        ("st johns", "America/St_Johns"),
        ("utc", "UTC"),
        ("Atlantis", "Atlantis"),
        ("", ""),
    ],
)
def test_what_was_typed_is_found(typed: str, meant: str) -> None:
    assert find_zone(typed) == meant


def test_aliases_are_not_offered_and_none_stands_twice() -> None:
    names = zone_names()
    assert len(set(names)) == len(names)
    assert not [name for name in names if name.startswith("Etc/")]


@pytest.mark.parametrize("name", ["Mars/Olympus", "../etc/passwd", "", "\x00", "Europe"])
def test_what_is_no_zone_is_refused(name: str) -> None:
    with pytest.raises(ValidationError, match="is not a time zone"):
        validate_zone(name)
