"""Today, insights, the policy and the account as they are answered."""

from dataclasses import asdict
from datetime import date
from typing import Any

from api.schemas.base import In, Instant, Out
from api.schemas.reminders import CardOut, HeldBackOut, card_shown, held_shown
from applications.insights.page import Insights
from followups.today import Group, Today


class InterviewAhead(Out):
    """An interview of the coming days."""

    id: int
    title: str
    company: str
    starts_at: Instant
    ends_at: Instant
    place: str
    link: str
    people: list[str]


class GroupOut(Out):
    """Cards of one group; `more` where there are others than these."""

    cards: list[CardOut]
    more: bool


class TodayOut(Out):
    """What to do now, what is coming, and what waits."""

    interviews: list[InterviewAhead]
    overdue: GroupOut
    now: GroupOut
    coming: GroupOut
    optional: GroupOut
    catch_up: GroupOut
    snoozed: GroupOut
    yours_to_decide: list[HeldBackOut]
    waiting: list[HeldBackOut]
    inbox: int


def today_shown(page: Today) -> TodayOut:
    """Return Today as it is answered."""
    return TodayOut(
        interviews=[
            InterviewAhead(
                id=each.pk,
                title=str(each.title),
                company=each.company,
                starts_at=each.starts_at,
                ends_at=each.ends_at,
                place=each.place,
                link=each.link,
                people=each.people,
            )
            for each in page.interviews
        ],
        overdue=_group(page.overdue),
        now=_group(page.now),
        coming=_group(page.coming),
        optional=_group(page.optional),
        catch_up=_group(page.catch_up),
        snoozed=_group(page.later),
        yours_to_decide=[held_shown(each) for each in page.yours],
        waiting=[held_shown(each) for each in page.waiting],
        inbox=page.inbox.count,
    )


def _group(group: Group) -> GroupOut:
    return GroupOut(cards=[card_shown(each) for each in group.cards], more=group.more)


class StepOut(Out):
    """How many got at least this far, and their share of all sent."""

    name: str
    count: int
    percent: int


class RateOut(Out):
    """How a group of applications was answered; `days` is the median to the first answer."""

    name: str
    sent: int
    answered: int
    percent: int
    days: int | None


class WeekOut(Out):
    """How many were sent in a week, and whether that met the goal."""

    begins: date
    sent: int
    met: bool


class InsightsOut(Out):
    """The figures of the search so far."""

    sent: int
    funnel: list[StepOut]
    overall: RateOut
    by_source: list[RateOut]
    by_month: list[RateOut]
    notes: list[RateOut]
    interviews_each: float
    weeks: list[WeekOut]
    goal: int | None
    streak: int


def insights_shown(found: Insights) -> InsightsOut:
    """Return the figures as they are answered."""
    return InsightsOut(
        sent=found.sent,
        funnel=[StepOut(**asdict(each)) for each in found.funnel],
        overall=_rate(found.overall),
        by_source=[_rate(each) for each in found.by_source],
        by_month=[_rate(each) for each in found.by_month],
        notes=[_rate(each) for each in found.notes],
        interviews_each=found.talks_each,
        weeks=[WeekOut(**asdict(each)) for each in found.weeks],
        goal=found.goal,
        streak=found.streak,
    )


def _rate(rate: Any) -> RateOut:
    return RateOut(
        name=str(rate.name),
        sent=rate.sent,
        answered=rate.answered,
        percent=rate.percent,
        days=rate.days,
    )


class PolicyIn(In):
    """A named policy, and figures in the place of its own."""

    base: str
    changes: dict[str, Any] = {}


class PolicyOut(Out):
    """The policy in force: its name, what was changed, and every figure."""

    base: str
    title: str
    changes: dict[str, Any]
    figures: dict[str, Any]


class MeOut(Out):
    """Whose key it is, how their days are counted, and what the key may do."""

    email: str
    name: str
    time_zone: str
    language: str
    country: str
    region: str
    currency: str
    resting_until: date | None
    key: str
    scopes: list[str]
    expires_at: Instant | None
