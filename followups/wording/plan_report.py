"""A labelled plan as lines of text: what, when, why, and why not."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from followups.timing.catalogue.index import GUARDS, RULES
from followups.timing.catalogue.sources import PLACES
from followups.timing.plan_items import HeldBack, Labelled, LabelledPlan, Status
from followups.wording.explain import Words, explain


def report_lines(number: int, plan: LabelledPlan, zone: ZoneInfo, now: datetime) -> Iterator[str]:
    """Yield the lines about one case at `now` (aware), in the seeker's zone."""
    yield _("Case %(number)s") % {"number": number}
    if not plan.reminders:
        yield _("  Nothing to do.")
    for item in plan.reminders:
        yield from _reminder(item, explain(item.planned.reason, timezone=zone, now=now))
    for entry in plan.held_back:
        yield from _held_back(entry, explain(entry.reason, timezone=zone, now=now))


def _reminder(item: Labelled, words: Words) -> Iterator[str]:
    planned = item.planned
    title, to = _(RULES[planned.rule].title), planned.to
    whom = _("%(title)s (%(to)s)") % {"title": title, "to": to} if to else title
    state = _status(item)
    yield _("  %(status)s: %(what)s") % {"status": state, "what": whom}
    yield _("    When: %(when)s") % {"when": words.arithmetic}
    if words.due:
        yield _("    Due: %(when)s") % {"when": words.due}
    if words.lapse:
        yield _("    Until: %(when)s") % {"when": words.lapse}
    yield _("    Why: %(why)s") % {"why": words.fact}
    yield from _sources(planned.sources)


def _status(item: Labelled) -> str:
    word = {
        Status.PLANNED: _("Planned"),
        Status.OPEN: _("Open"),
        Status.OVERDUE: _("Overdue"),
    }[item.status]
    return _("%(status)s, optional") % {"status": word} if item.planned.optional else word


def _held_back(entry: HeldBack, words: Words) -> Iterator[str]:
    title = _(GUARDS[entry.guard].title)
    yield _("  Why not: %(title)s. %(why)s") % {"title": title, "why": words.fact}
    if words.arithmetic:
        yield _("    Until: %(when)s") % {"when": words.arithmetic}
    yield from _sources(entry.sources)


def _sources(citations: tuple[str, ...]) -> Iterator[str]:
    for citation in citations:
        yield f"    {citation}: {_(PLACES[citation])}"
