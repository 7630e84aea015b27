"""Put a policy's figures, and the rules with these figures, into words."""

from collections.abc import Callable, Iterable, Mapping
from datetime import time
from functools import lru_cache

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from followups.timing.catalogue.sources import source_of
from followups.timing.catalogue.types import Guard, Rule
from followups.timing.policy.fields import Value
from followups.timing.policy.make import FIELDS, Policy, PolicyError
from jobtracker import local_formats

CACHE_SIZE = 1024
"""For lists of reminders, which count the same few numbers of days again and again."""


def _days(count: int) -> str:
    return ngettext("%(count)s day", "%(count)s days", count)


def _working_days(count: int) -> str:
    return ngettext("%(count)s working day", "%(count)s working days", count)


def _full_days(count: int) -> str:
    return ngettext("%(count)s × 24 hours", "%(count)s × 24 hours", count)


def _hours(count: int) -> str:
    return ngettext("%(count)s hour", "%(count)s hours", count)


def _years(count: int) -> str:
    return ngettext("%(count)s year", "%(count)s years", count)


def _notes(count: int) -> str:
    return ngettext("%(count)s status note", "%(count)s status notes", count)


def _references(count: int) -> str:
    return ngettext("%(count)s reference", "%(count)s references", count)


_UNITS: Mapping[str, Callable[[int], str]] = {
    "days": _days,
    "working_days": _working_days,
    "full_days": _full_days,
    "hours": _hours,
    "years": _years,
    "notes": _notes,
    "references": _references,
}


def amount_in_words(unit: str, count: int) -> str:
    """Return a count with its unit: 7 days."""
    return _amount(get_language(), unit, count)


@lru_cache(CACHE_SIZE)
def _amount(language: str | None, unit: str, count: int) -> str:
    """Return a count in the active language; ``language`` is only a cache key."""
    return _UNITS[unit](count) % {"count": count}


def figure(field: str, value: Value) -> str:
    """Return a policy's figure in words: 7 days, yes, 09:00."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, time):
        return local_formats.clock(value)
    return amount_in_words(FIELDS[field].unit, value)


def rule_sentence(entry: Rule | Guard, policy: Policy) -> str:
    """Return the sentence of a rule or guard, with the policy's figures."""
    figures = {name: figure(name, getattr(policy, name)) for name in FIELDS}
    return _(entry.sentence) % figures


def limits(field: str) -> str:
    """Return the range of a figure; empty if it is not a number."""
    spec = FIELDS[field]
    if spec.low is None or spec.high is None:
        return ""
    text = _("from %(low)s to %(high)s")
    return text % {"low": figure(field, spec.low), "high": figure(field, spec.high)}


def policy_problem(error: PolicyError) -> str:
    """Return why a policy is invalid: the field, its limits and their sources."""
    text = {
        "unknown_policy": _("There is no such named policy."),
        "unknown_field": _("%(field)s is no field of a policy."),
        "not_a_number": _("%(meaning)s It must be a whole number, %(limits)s (%(sources)s)."),
        "out_of_limits": _("%(meaning)s It must be %(limits)s (%(sources)s)."),
        "not_yes_or_no": _("%(meaning)s It must be yes or no."),
        "not_a_time": _("%(meaning)s It must be a time of day, such as 09:00."),
        "day_is_empty": _("The day must start before it ends."),
    }[error.problem]
    spec = FIELDS.get(error.field)
    return text % {
        "field": error.field,
        "meaning": _(spec.meaning) if spec else "",
        "limits": limits(error.field) if spec else "",
        "sources": _authors(error.sources) or _("our own limit"),
    }


def _authors(citations: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(_(source_of(each).author) for each in citations))
