"""Typed days and moments: what the planner can count with, and nothing else."""

from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.utils import timezone

from jobtracker.forms.fields import DayField, MomentField, WallClockField


class Typed(forms.Form):
    """One of each."""

    day = DayField(required=False)
    moment = MomentField(required=False)
    clock = WallClockField(required=False)


@pytest.mark.parametrize(
    ("field", "value", "fits"),
    [
        ("day", "1969-12-31", False),
        ("day", "1970-01-01", True),
        ("day", "2199-12-31", True),
        ("day", "2200-01-01", False),
        ("day", "9999-12-31", False),
        ("moment", "0001-01-01T00:00", False),
        ("moment", "1970-01-01T08:59", False),
        ("moment", "1970-01-01T09:00", True),
        ("moment", "2199-12-31T23:59", True),
        ("moment", "9999-12-31T23:59", False),
        ("clock", "0001-01-01T00:00", False),
        ("clock", "2199-12-31T23:59", True),
        ("clock", "9999-12-31T23:59", False),
    ],
)
def test_the_year_must_fit(field: str, value: str, *, fits: bool) -> None:
    """In Tokyo 1970 began nine hours early."""
    form = Typed({field: value})
    with timezone.override(ZoneInfo("Asia/Tokyo")):
        assert form.is_valid() is fits
    if not fits:
        assert form.errors[field] == ["The year must be from 1970 to 2199."]
