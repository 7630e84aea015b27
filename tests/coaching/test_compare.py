"""Policies compared: by the same planner as the client's own plan, and saved nowhere."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from accounts.models import User
from applications import services
from applications.models import Application
from coaching.compare import DAYS, compare, group_of
from followups.models import HeldBack, PolicyChoice, Reminder
from followups.services import choose_policy, dismiss
from followups.timing.catalogue.index import RULES
from followups.timing.policy.make import NAMED
from tests.conftest import MakeApplication, MakeContact, MakeInterview

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 19)


@pytest.fixture
def met(
    make_application: MakeApplication, make_interview: MakeInterview, make_contact: MakeContact
) -> Application:
    """An application with an interview this afternoon."""
    application = make_application()
    make_interview(application, make_contact())
    return application


def by_policy(clients: list[User], now: datetime) -> dict[str, tuple[int, date | None]]:
    months = compare(clients, now, TODAY).months
    return {month.named.name: (month.counts["status"], month.first_status) for month in months}


def test_every_named_policy_over_thirty_days(seeker: User, met: Application, now: datetime) -> None:
    found = compare([seeker], now, TODAY)
    assert [month.named.name for month in found.months] == list(NAMED)
    assert len(found.days) == DAYS
    for month in found.months:
        assert month.total == sum(month.by_day.values()) == sum(month.cells) > 0


def test_policies_differ_as_they_say(seeker: User, met: Application, now: datetime) -> None:
    first = {name: day for name, (_count, day) in by_policy([seeker], now).items()}
    # Met on Thursday 19 March: a day or two, a week, two weeks.
    assert first["prompt"] is not None
    assert first["balanced"] is not None
    assert first["patient"] is not None
    assert first["prompt"] < first["balanced"] < first["patient"]


def test_the_own_policys_month_is_the_own_plan(
    seeker: User, met: Application, now: datetime
) -> None:
    for name in NAMED:
        choose_policy(seeker, name, {}, by=seeker, now=now)
        end = now + timedelta(days=DAYS)
        own = Reminder.objects.filter(owner=seeker, state__in=Reminder.LIVE, opens_at__lt=end)
        rows = [
            row.rule
            for row in own
            if max(row.opens_at, now).astimezone(seeker.zone).date() < TODAY + timedelta(DAYS)
        ]
        (month,) = [
            each for each in compare([seeker], now, TODAY).months if each.named.name == name
        ]
        assert sum(month.counts.values()) == len(rows) > 0, name


def test_nothing_is_saved(seeker: User, met: Application, now: datetime) -> None:
    tables = (Reminder, HeldBack, PolicyChoice)
    before = [list(table.objects.order_by("pk").values()) for table in tables]
    compare([seeker], now, TODAY)
    assert [list(table.objects.order_by("pk").values()) for table in tables] == before


def test_what_was_waved_away_is_left_out(seeker: User, met: Application, now: datetime) -> None:
    before = compare([seeker], now, TODAY).months[0].counts["thanks"]
    dismiss(Reminder.objects.get(rule="interview.thank_you"), now=now)
    assert compare([seeker], now, TODAY).months[0].counts["thanks"] == before - 1


def test_clients_are_added_up_and_kept_apart(
    seeker: User, stranger: User, met: Application, now: datetime
) -> None:
    services.add_application(
        stranger,
        token=uuid4(),
        company="Elsewhere",
        fields={"title": "Buyer"},
        applied_at=now - timedelta(days=3),
        now=now,
    )
    one, other = compare([seeker], now, TODAY), compare([stranger], now, TODAY)
    both = compare([seeker, stranger], now, TODAY)
    for each, first, second in zip(both.months, one.months, other.months, strict=True):
        assert each.counts == first.counts + second.counts
        assert each.by_day == first.by_day + second.by_day
    assert all(month.total for month in (*one.months, *other.months))


def test_nobody_to_compare_for(now: datetime) -> None:
    found = compare([], now, TODAY)
    assert [month.total for month in found.months] == [0] * len(NAMED)
    assert all(shade == 0 for _month, days in found.calendar for _day, _count, shade in days)


def test_every_rule_has_a_group() -> None:
    groups = {rule: group_of(rule) for rule in RULES}
    assert groups["status.again"] == "status"
    assert groups["interview.thank_you"] == "thanks"
    assert groups["references.line_up"] == groups["reference.gift"] == "references"
    assert groups["application.receipt"] == "other"
