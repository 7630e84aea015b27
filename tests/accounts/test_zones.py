"""Time zones: found by what people type, and refused where there is none."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from accounts.forms.zone_field import ZoneField
from accounts.models import User
from accounts.zones import find_zone, places, validate_zone, zone_names


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Europe/London", "Europe/London"),
        (" europe/london ", "Europe/London"),
        ("London", "Europe/London"),
        ("new york", "America/New_York"),
        ("st johns", "America/St_Johns"),
        ("utc", "UTC"),
        ("buenos aires", "America/Argentina/Buenos_Aires"),
        ("calcutta", "Asia/Calcutta"),
        ("us/pacific", "US/Pacific"),
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


def test_a_place_is_offered_once_and_by_the_name_it_has_today() -> None:
    assert set(places()) <= set(zone_names())
    assert {"Europe/London", "Europe/Kyiv", "Asia/Kolkata", "UTC"} <= set(places())
    assert not {"GB/Eire", "Europe/Kiev", "US/Pacific", "America/Buenos_Aires"} & set(places())


def test_the_field_takes_a_city_and_offers_each_place_as_people_call_it() -> None:
    field = ZoneField()
    assert field.clean(" new york ") == "America/New_York"
    assert ("America/New_York", "New York, America") in field.offers
    assert ("America/Indiana/Knox", "Knox, Indiana, America") in field.offers
    assert ("UTC", "UTC") in field.offers
    for typed in ("", "Atlantis", "x" * 65):
        with pytest.raises(ValidationError):
            field.clean(typed)


@pytest.mark.parametrize("name", ["Mars/Olympus", "../etc/passwd", "", "\x00", "Europe"])
def test_what_is_no_zone_is_refused(name: str) -> None:
    with pytest.raises(ValidationError, match="is not a time zone"):
        validate_zone(name)


@pytest.mark.parametrize(
    "name", ["posix/Europe/London", "right/Europe/London", "localtime", "Factory"]
)
def test_what_only_some_machines_know_is_refused(name: str) -> None:
    with pytest.raises(ValidationError, match="is not a time zone"):
        validate_zone(name)


@pytest.mark.parametrize("name", ["US/Pacific", "GB", "Etc/GMT+5", "Asia/Calcutta"])
def test_an_older_name_is_a_zone_still(name: str) -> None:
    validate_zone(name)
    user = User(time_zone=name)
    assert user.has_known_zone
    assert user.zone == ZoneInfo(name)
