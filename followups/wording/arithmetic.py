"""The steps of a date's arithmetic in words: 19 Mar + 7 days = Thu 26 Mar, 09:00 your time."""

from collections.abc import Callable, Mapping, Sequence

from django.utils.translation import gettext as _

from followups.timing.calendar import Step
from followups.wording.figures import amount_in_words
from followups.wording.formatter import Formatter


def sum_in_words(voice: Formatter, steps: Sequence[Step]) -> str:
    """All steps in one line, in the order in which they were taken; empty where there are none."""
    phrases: list[str] = []
    for step in steps:
        if step.kind in ("opens", "closes"):
            said = phrases.pop() if phrases else voice.day(step.base)
            phrases.append(_with_time(voice, said, step))
        else:
            phrases.append(_PHRASES[step.kind](voice, step))
    return _("; ").join(phrases)


def _with_time(voice: Formatter, said: str, step: Step) -> str:
    """The day with its hour; a clock change that skipped a whole day moves it to another."""
    if voice.day(step.result) != voice.day(step.base):
        text = _("%(day)s, moved to %(moment)s your time")
        return text % {"day": said, "moment": voice.moment(step.result)}
    text = _("%(day)s, %(time)s your time")
    return text % {"day": said, "time": voice.clock(step.result)}


def _moment(voice: Formatter, step: Step) -> str:
    return _("From %(moment)s your time") % {"moment": voice.moment(step.result)}


def _deadline(voice: Formatter, step: Step) -> str:
    return _("%(moment)s your time") % {"moment": voice.moment(step.result)}


def _added(voice: Formatter, step: Step) -> str:
    amount = step.amount or 0
    text = (
        _("%(base)s + %(amount)s = %(result)s")
        if amount >= 0
        else _("%(base)s − %(amount)s = %(result)s")
    )
    return text % {
        "base": voice.moment(step.base),
        "amount": amount_in_words(step.unit or "days", abs(amount)),
        "result": voice.moment(step.result),
    }


def _weekend(voice: Formatter, step: Step) -> str:
    text = _("%(base)s is on a weekend, so %(result)s")
    return text % {"base": voice.day(step.base), "result": voice.day(step.result)}


def _bound(voice: Formatter, step: Step) -> str:
    text = {
        "timeline": _("not before their own date: %(result)s"),
        "answered": _("their last word came on %(base)s: + %(amount)s = %(result)s"),
        "last_note": _("your last note was on %(base)s: + %(amount)s = %(result)s"),
        "arranged": _("not before it was arranged: %(result)s your time"),
        "starts": _("at the latest when it starts: %(result)s your time"),
    }[str(step.bound)]
    return text % {
        "base": voice.moment(step.base),
        "amount": amount_in_words(step.unit or "days", step.amount or 0),
        "result": voice.moment(step.result),
    }


_PHRASES: Mapping[str, Callable[[Formatter, Step], str]] = {
    "moment": _moment,
    "deadline": _deadline,
    "add": _added,
    "weekend": _weekend,
    "bound": _bound,
}
