"""What is wrong with a value that does not fit its schema, in plain words."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.models import Event

SENTENCES: Mapping[str, Any] = {
    "missing": gettext_lazy("This field is required."),
    "extra_forbidden": gettext_lazy("There is no such field."),
    "timezone_aware": gettext_lazy("Add the offset, as in 2026-03-02T10:00:00+01:00."),
    "string_type": gettext_lazy("This must be a text."),
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
    "decimal_max_places": gettext_lazy("Use two decimal places at most."),
    "decimal_max_digits": gettext_lazy("This number is too large."),
    "decimal_whole_digits": gettext_lazy("This number is too large."),
    "union_tag_not_found": gettext_lazy("This field is required."),
}
PLACES = ("body", "query", "path", "header", "payload", "sent", "file", "form")
BRANCHES = ("str", "int", "constrained-str", "constrained-int")
"""What ends a place to name the branch of a union; the type of an event begins one."""


def errors_of(errors: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Return the field and the sentence of each error of a schema."""
    return [(_field(each), _sentence(each)) for each in errors]


def _field(error: Mapping[str, Any]) -> str:
    steps: list[str | int] = list(error["loc"])
    while steps and steps[0] in PLACES:
        steps = steps[1:]
    if len(steps) > 1 and steps[0] in Event.Kind.values:
        steps = steps[1:]
    if len(steps) > 1 and steps[-1] in BRANCHES:
        steps = steps[:-1]
    if error["type"].startswith("union_tag"):
        steps = [*steps, error["ctx"]["discriminator"].strip("'")]
    return ".".join(str(step) for step in steps)


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
    if kind == "greater_than_equal":
        return _("This must be %(number)s or more.") % {"number": context["ge"]}
    if kind == "less_than_equal":
        return _("This must be %(number)s or less.") % {"number": context["le"]}
    return str(error["msg"]).removeprefix("Value error, ")
