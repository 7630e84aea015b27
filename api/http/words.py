"""What is wrong with a value that does not fit its schema, in plain words."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.models import Event

SENTENCES: Mapping[str, Any] = {
    "missing": gettext_lazy("This field is required."),
    "extra_forbidden": gettext_lazy("There is no such field."),
    "timezone_aware": gettext_lazy("Add the offset, as in 2026-03-02T10:00:00+01:00."),
    "string_type": gettext_lazy("This must be a text."),
    "name_or_id": gettext_lazy("Send a name, or the id of one of yours."),
    "int_type": gettext_lazy("Enter a whole number."),
    "int_parsing": gettext_lazy("Enter a whole number."),
    "int_from_float": gettext_lazy("Enter a whole number."),
    "int_parsing_size": gettext_lazy("This number is too large."),
    "bool_type": gettext_lazy("This must be true or false."),
    "bool_parsing": gettext_lazy("This must be true or false."),
    "list_type": gettext_lazy("This must be a list."),
    "dict_type": gettext_lazy("This must be an object."),
    "model_attributes_type": gettext_lazy("This must be an object."),
    "model_type": gettext_lazy("This must be an object."),
    "date_type": gettext_lazy("Enter a date, as in 2026-03-02."),
    "date_parsing": gettext_lazy("Enter a date, as in 2026-03-02."),
    "date_from_datetime_parsing": gettext_lazy("Enter a date, as in 2026-03-02."),
    "date_from_datetime_inexact": gettext_lazy("Enter a date, as in 2026-03-02."),
    "datetime_type": gettext_lazy("Enter an instant, as in 2026-03-02T10:00:00+01:00."),
    "datetime_parsing": gettext_lazy("Enter an instant, as in 2026-03-02T10:00:00+01:00."),
    "datetime_from_date_parsing": gettext_lazy(
        "Enter an instant, as in 2026-03-02T10:00:00+01:00."
    ),
    "decimal_type": gettext_lazy("Enter a number."),
    "decimal_parsing": gettext_lazy("Enter a number."),
    "float_type": gettext_lazy("Enter a number."),
    "float_parsing": gettext_lazy("Enter a number."),
    "finite_number": gettext_lazy("Enter a finite number."),
    "decimal_max_places": gettext_lazy("Use two decimal places at most."),
    "decimal_max_digits": gettext_lazy("This number is too large."),
    "decimal_whole_digits": gettext_lazy("This number is too large."),
    "union_tag_not_found": gettext_lazy("This field is required."),
}
KINDS = {"str", "int", "float", "bool", "none", "date", "datetime", "decimal", "time"}
"""What ends a place to name the branch of a union; the type of an event begins one."""
NAME = re.compile("[a-z][a-z0-9_]*")


def errors_of(errors: Iterable[Mapping[str, Any]], *, bare: bool = False) -> list[tuple[str, str]]:
    """Return each field that has errors, with the sentence of its first.

    ``bare`` errors come from a schema itself, without the part of the request that it is of.
    """
    found: dict[str, str] = {}
    for each in errors:
        place = each["loc"] if bare else _within(each["loc"])
        found.setdefault(_field(each, place), _sentence(each))
    return list(found.items())


def _within(place: Sequence[str | int]) -> Sequence[str | int]:
    """Return a place without its part of the request, and in a body the operation's own name."""
    return place[2:] if place[0] == "body" else place[1:]


def _field(error: Mapping[str, Any], place: Sequence[str | int]) -> str:
    steps = [step for number, step in enumerate(place) if number == 0 or _is_name(step)]
    if len(steps) > 1 and steps[0] in Event.Kind.values:
        steps = steps[1:]
    if len(steps) > 1 and steps[-1] in KINDS:
        steps = steps[:-1]
    if error["type"].startswith("union_tag"):
        steps = [*steps, error["ctx"]["discriminator"].strip("'")]
    return ".".join(str(step) for step in steps)


def _is_name(step: str | int) -> bool:
    """Whether a step is a field or an index, and no kind such as ``list[str]``."""
    return isinstance(step, int) or NAME.fullmatch(step) is not None


def _sentence(error: Mapping[str, Any]) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind in SENTENCES:
        return str(SENTENCES[kind])
    if kind in ("enum", "literal_error"):
        return _("Choose one of: %(choices)s.") % {"choices": context.get("expected", "")}
    if kind == "union_tag_invalid":
        return _("Choose one of: %(choices)s.") % {"choices": context["expected_tags"]}
    if kind == "string_too_long":
        return _("Use %(number)s characters at most.") % {"number": context["max_length"]}
    if kind == "string_pattern_mismatch":
        return _("Follow this pattern: %(pattern)s.") % {"pattern": context["pattern"]}
    if kind == "greater_than_equal":
        return _("This must be %(number)s or more.") % {"number": context["ge"]}
    if kind == "less_than_equal":
        return _("This must be %(number)s or less.") % {"number": context["le"]}
    return str(error["msg"]).removeprefix("Value error, ")
