"""The notes of events that say what no field of theirs can."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from jobtracker import local_formats
from jobtracker.templatetags.dates import day_in

Moment = date | datetime


def choose_a_time(offered: Sequence[Moment], by: date | None, year: int, page: str = "") -> str:
    """Say that they ask to choose a time, which or on what page, and the day to answer by."""
    lines = [_("Choose a time for the interview.")]
    if offered:
        lines.append(_("Offered: %(times)s.") % {"times": "; ".join(_shown(offered, year))})
    if by:
        lines.append(answer_by(by, year))
    return " ".join([*lines, page]).strip()


def answer_by(moment: Moment | None, year: int) -> str:
    """Say by when they want an answer."""
    return _("Answer by %(day)s.") % {"day": moment_in(moment, year)} if moment else ""


def news_by(day: date, year: int) -> str:
    """Say by when an automatic mail promises news."""
    return _("News by %(day)s.") % {"day": day_in(day, year)}


def moment_in(moment: Moment, year: int) -> str:
    """Format a day, or a time of it, as read in ``year``."""
    if not isinstance(moment, datetime):
        return day_in(moment, year)
    shown = {"day": day_in(moment, year), "time": local_formats.clock(moment)}
    return _("%(day)s, %(time)s") % shown


def _shown(moments: Sequence[Moment], year: int) -> list[str]:
    return [moment_in(each, year) for each in moments]
