"""Moments as people type them: clock changes, formats, and what is still to come."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from jobtracker.forms.fields import MomentField, PastField, WallClockField, instant

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (datetime(2026, 3, 28, 9, 0), datetime(2026, 3, 28, 9, 0, tzinfo=UTC)),
        (datetime(2026, 3, 30, 9, 0), datetime(2026, 3, 30, 8, 0, tzinfo=UTC)),
        # 01:30 does not exist on 29 March: it moves forward by the gap, to 02:30 BST.
        (datetime(2026, 3, 29, 1, 30), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        # 01:30 comes twice on 25 October: the first is meant.
        (datetime(2026, 10, 25, 1, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ],
)
def test_a_wall_clock_becomes_an_instant(typed: datetime, expected: datetime) -> None:
    assert instant(typed, LONDON) == expected


@pytest.mark.parametrize(
    "text",
    ["2026-03-30T09:00", "2026-03-30T09:00:00", "2026-03-30 09:00", " 30/03/2026 09:00 "],
)
def test_the_ways_to_type_a_moment(text: str) -> None:
    with timezone.override(LONDON):
        assert MomentField().clean(text) == datetime(2026, 3, 30, 8, 0, tzinfo=UTC)


def test_a_moment_is_read_on_the_readers_own_clock() -> None:
    with timezone.override("America/New_York"):
        assert MomentField().clean("2026-03-30T09:00") == datetime(2026, 3, 30, 13, 0, tzinfo=UTC)


@pytest.mark.parametrize("text", ["tomorrow", "2026-02-30T09:00", "2026-03-30"])
def test_what_is_no_moment_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValidationError, match="like 24/04/2026 09:00"):
        MomentField().clean(text)


class Told(forms.Form):
    """When it was."""

    at = MomentField()


def sent(initial: datetime, **typed: str) -> forms.Form:
    """The form as a browser sends it: what it shows, but for what was ``typed`` over it."""
    page = str(Told(initial={"at": initial})["at"])
    shown = dict(re.findall(r'name="([^"]+)" value="([^"]+)"', page))
    return Told({**shown, **typed})


def test_an_instant_is_shown_on_the_readers_clock() -> None:
    with timezone.override(LONDON):
        shown = str(Told(initial={"at": datetime(2026, 7, 1, 8, 0, tzinfo=UTC)})["at"])
    assert 'value="2026-07-01T09:00"' in shown


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 7, 1, 8, 0, 59, 999_999, tzinfo=UTC),
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
        datetime(2026, 7, 1, 8, 0, 20, tzinfo=ZoneInfo("Asia/Tokyo")),
    ],
)
def test_what_is_left_as_it_is_shown_is_the_very_instant(at: datetime) -> None:
    with timezone.override(LONDON):
        form = sent(at)
        assert form.is_valid()
        assert form.cleaned_data["at"] == at
        again = sent(form["at"].value())
        assert again.is_valid()
    assert again.cleaned_data["at"] == at


def test_what_is_typed_over_it_counts_alone() -> None:
    with timezone.override(LONDON):
        form = sent(datetime(2026, 7, 1, 8, 0, 59, tzinfo=UTC), at="2026-07-01T09:01")
        assert form.is_valid()
    assert form.cleaned_data["at"] == datetime(2026, 7, 1, 8, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "exact", ["", "soon", "2026-07-01T08:00", "0001-01-01T00:00+14:00", "2026-07-01T08:01:20+00:00"]
)
def test_an_instant_that_is_not_the_one_shown_counts_for_nothing(exact: str) -> None:
    with timezone.override(LONDON):
        form = sent(datetime(2026, 7, 1, 8, 0, 59, tzinfo=UTC), **{"at-exact": exact})
        assert form.is_valid()
    assert form.cleaned_data["at"] == datetime(2026, 7, 1, 8, 0, tzinfo=UTC)


def test_a_wall_clock_keeps_what_was_typed() -> None:
    assert WallClockField().clean("2026-03-30T09:00") == datetime(2026, 3, 30, 9, 0)
    assert WallClockField(required=False).clean("") is None


@pytest.mark.parametrize(
    ("text", "fits"), [("2026-03-30T12:00", True), ("2026-03-30T12:01", False)]
)
def test_what_happened_is_not_still_to_come(text: str, fits: bool) -> None:
    field = PastField()
    field.now = datetime(2026, 3, 30, 12, 0, 30, tzinfo=UTC)
    with timezone.override("UTC"):
        if fits:
            field.clean(text)
            return
        with pytest.raises(ValidationError, match="still to come"):
            field.clean(text)
