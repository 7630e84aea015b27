"""Show how a date was calculated: 19 Mar + 7 days = Thu 26 Mar, 09:00 your time."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from followups.timing.calendar import Step
from followups.wording.figures import amount_in_words
from followups.wording.formatter import Formatter


class _Patterns(NamedTuple):
    """The patterns that most calculations use."""

    with_time: str
    added: str
    taken_off: str


@cache
def _patterns(language: str | None) -> _Patterns:
    """Return the patterns in the active language; ``language`` is only a cache key."""
    return _Patterns(
        with_time=_("%(day)s, %(time)s your time"),
        added=_("%(base)s + %(amount)s = %(result)s"),
        taken_off=_("%(base)s − %(amount)s = %(result)s"),
    )


def steps_in_words(formatter: Formatter, steps: Sequence[Step]) -> str:
    """Return all steps in order, in one line; empty if there are none."""
    phrases: list[str] = []
    for step in steps:
        if step.kind in ("opens", "closes", "ends"):
            phrase = phrases.pop() if phrases else formatter.day(step.base)
            phrases.append(_with_time(formatter, phrase, step))
        else:
            phrases.append(_PHRASES[step.kind](formatter, step))
    return _("; ").join(phrases) if len(phrases) > 1 else "".join(phrases)


def _with_time(formatter: Formatter, phrase: str, step: Step) -> str:
    """The day with its time; a time zone that skips a day moves it to another day."""
    if formatter.local_date(step.result) != formatter.local_date(step.base):
        text = _("%(day)s, moved to %(moment)s your time")
        return text % {"day": phrase, "moment": formatter.moment(step.result)}
    text = _patterns(get_language()).with_time
    return text % {"day": phrase, "time": formatter.clock(step.result)}


def _moment(formatter: Formatter, step: Step) -> str:
    return _("From %(moment)s your time") % {"moment": formatter.moment(step.result)}


def _deadline(formatter: Formatter, step: Step) -> str:
    return _("%(moment)s your time") % {"moment": formatter.moment(step.result)}


def _added(formatter: Formatter, step: Step) -> str:
    amount = step.amount or 0
    patterns = _patterns(get_language())
    text = patterns.added if amount >= 0 else patterns.taken_off
    return text % {
        "base": formatter.moment(step.base),
        "amount": amount_in_words(step.unit or "days", abs(amount)),
        "result": formatter.moment(step.result),
    }


def _weekend(formatter: Formatter, step: Step) -> str:
    text = _("%(base)s is on a weekend, so %(result)s")
    return text % {"base": formatter.day(step.base), "result": formatter.day(step.result)}


def _day_off(formatter: Formatter, step: Step) -> str:
    text = _("%(base)s is a holiday, so %(result)s")
    return text % {"base": formatter.day(step.base), "result": formatter.day(step.result)}


def _bound(formatter: Formatter, step: Step) -> str:
    text = {
        "timeline": _("not before their own date: %(result)s"),
        "answered": _("their last word came on %(base)s: + %(amount)s = %(result)s"),
        "mailed": _("an email that may be theirs came on %(base)s: + %(amount)s = %(result)s"),
        "last_note": _("your last note was on %(base)s: + %(amount)s = %(result)s"),
        "elsewhere": _(
            "you asked the same people about another job on %(base)s: + %(amount)s = %(result)s"
        ),
        "arranged": _("not before it was arranged: %(result)s your time"),
        "starts": _("at the latest when it starts: %(result)s your time"),
    }[str(step.bound)]
    return text % {
        "base": formatter.moment(step.base),
        "amount": amount_in_words(step.unit or "days", step.amount or 0),
        "result": formatter.moment(step.result),
    }


_PHRASES: Mapping[str, Callable[[Formatter, Step], str]] = {
    "moment": _moment,
    "deadline": _deadline,
    "add": _added,
    "weekend": _weekend,
    "day_off": _day_off,
    "bound": _bound,
}
