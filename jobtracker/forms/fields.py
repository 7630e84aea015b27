"""Form fields and widgets: dates and times, their conversion to UTC, and long texts."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from jobtracker.forms.typed_dates import read_day, read_wall_clock
from jobtracker.reading.names import composed
from jobtracker.validators import one_newline, validate_day, validate_length, validate_moment

TYPED = "%Y-%m-%dT%H:%M"


def instant(typed: datetime, zone: ZoneInfo) -> datetime:
    """Return the UTC instant of a wall-clock time in ``zone``.

    A time skipped by a clock change moves forward by the gap; a repeated one means the first.
    """
    return typed.replace(tzinfo=zone, fold=0).astimezone(UTC)


class WallClockInput(forms.DateTimeInput):
    """The browser's input for a date and time."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format=TYPED)


class MomentInput(WallClockInput):
    """An input to the minute, in the active time zone, with the exact instant in a hidden input.

    A value left as shown therefore keeps its seconds, and its place in a repeated hour.
    """

    supports_microseconds = True

    def format_value(self, value: Any) -> str | None:
        """Return the local date and time, to the minute."""
        return super().format_value(timezone.make_naive(value) if _is_instant(value) else value)

    def render(self, name: str, value: Any, *args: Any, **kwargs: Any) -> SafeString:
        """Render the input, and a hidden input with the exact instant."""
        control = super().render(name, value, *args, **kwargs)
        if not _is_instant(value):
            return control
        exact = '{}<input type="hidden" name="{}" value="{}">'
        return format_html(exact, control, _exact(name), value.astimezone(UTC).isoformat())

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """Return the typed text, or the exact instant if the text was not changed."""
        typed = super().value_from_datadict(data, files, name)
        try:
            exact = datetime.fromisoformat(data.get(_exact(name), ""))
            is_left = _is_instant(exact) and self.format_value(exact) == typed
        except (ValueError, OverflowError):
            return typed
        return exact if is_left else typed


def _exact(name: str) -> str:
    return f"{name}-exact"


def _is_instant(value: Any) -> bool:
    return isinstance(value, datetime) and timezone.is_aware(value)


class LinesField(forms.CharField):
    """A text of several lines; its length is counted as the browser counts it."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        """Return the text, composed; each line ends with one character."""
        return super().to_python(composed(one_newline(value)) if isinstance(value, str) else value)


class LongTextField(LinesField):
    """A text of as many lines as somebody likes, up to 100,000 characters.

    The browser is not told: it would cut off what is pasted, without a word.
    """

    default_validators = [validate_length]


class DayInput(forms.DateInput):
    """The browser's input for a date."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class DayField(forms.DateField):
    """A date within the years the planner supports."""

    widget = DayInput
    default_validators = [validate_day]

    def to_python(self, value: Any) -> date | None:
        """Return the date that was typed, in the reader's order."""
        if isinstance(value, str) and (text := value.strip()):
            return read_day(text)
        return super().to_python(value)


class WallClockField(forms.DateTimeField):
    """A naive datetime, for a form that asks for the time zone separately."""

    widget = WallClockInput
    default_validators = [validate_day]

    def to_python(self, value: Any) -> datetime | None:
        """Return the naive datetime that was typed, in the reader's order."""
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value
        return read_wall_clock(str(value).strip())


class MomentField(WallClockField):
    """An instant, typed in the active time zone."""

    widget = MomentInput
    default_validators = [validate_moment]

    def prepare_value(self, value: Any) -> Any:
        """Return the instant unchanged; the widget formats it."""
        return value

    def to_python(self, value: Any) -> datetime | None:
        """Return the UTC instant that was typed."""
        typed = super().to_python(value)
        if typed is None or timezone.is_aware(typed):
            return typed
        validate_day(typed)
        return instant(typed, ZoneInfo(timezone.get_current_timezone_name()))


class PastField(MomentField):
    """An instant not after ``field.now``, which the form sets."""

    now: datetime | None = None
    default_error_messages = {
        "future": _("This is still to come. Enter when it happened."),
    }

    def validate(self, value: Any) -> None:
        """Raise ValidationError if the instant is after ``now``."""
        super().validate(value)
        if value and self.now and value > self.now:
            raise ValidationError(self.error_messages["future"], code="future")
