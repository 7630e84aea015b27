"""Grants: nothing before acceptance, nothing after the end, and only what the seeker ticked."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404

from accounts.access import clients_of, grant_of, live_grants, visible_to_coach
from accounts.models import CoachGrant, User
from accounts.models.grants import SCOPES
from accounts.services import grants
from accounts.services.grants import in_months
from applications.models import Application
from references.models import Contact
from tests.conftest import MakeApplication, person

LONDON = ZoneInfo("Europe/London")


def invite(seeker: User, coach: User, now: datetime, **choice: object) -> CoachGrant:
    return grants.invite_coach(seeker, coach.email, choice=choice, token=uuid4(), now=now)


def granted(seeker: User, coach: User, now: datetime, **choice: object) -> CoachGrant:
    grant = invite(seeker, coach, now, **choice)
    return grants.accept_as_coach(coach, grant.token, now=now)


def test_an_invitation_opens_nothing(
    seeker: User, coach: User, now: datetime, make_application: MakeApplication
) -> None:
    make_application()
    invite(seeker, coach, now)
    assert not clients_of(coach, now).exists()
    assert not visible_to_coach(coach, Application, now).exists()
    with pytest.raises(Http404):
        grant_of(coach, seeker.pk, now)


def test_acceptance_opens_the_pipeline_and_nothing_else(
    seeker: User, stranger: User, coach: User, now: datetime, make_application: MakeApplication
) -> None:
    mine = make_application()
    make_application(owner=stranger, company="Other")
    granted(seeker, coach, now)
    assert list(visible_to_coach(coach, Application, now)) == [mine]
    assert list(clients_of(coach, now)) == [seeker]
    for scope in SCOPES:
        assert not visible_to_coach(coach, Contact, now, scope).exists()
        assert not clients_of(coach, now, scope).exists()


@pytest.mark.parametrize("scope", SCOPES)
def test_each_scope_is_its_own(seeker: User, coach: User, now: datetime, scope: str) -> None:
    granted(seeker, coach, now, **{scope: True})
    for each in SCOPES:
        assert clients_of(coach, now, each).exists() is (each == scope)


def test_six_months_on_the_seekers_calendar(seeker: User, coach: User, now: datetime) -> None:
    grant = granted(seeker, coach, now)
    # 20:00 in London is an hour earlier in UTC by then: the clocks have changed.
    assert grant.expires_at == datetime(2026, 9, 19, 19, 0, tzinfo=UTC)
    last = grant.expires_at - timedelta(seconds=1)
    assert clients_of(coach, last).exists()
    assert not clients_of(coach, grant.expires_at).exists()


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ((2026, 8, 31), 6, (2027, 2, 28)),
        ((2027, 8, 31), 6, (2028, 2, 29)),
        ((2026, 12, 1), 1, (2027, 1, 1)),
        ((2026, 1, 15), 12, (2027, 1, 15)),
    ],
)
def test_months(start: tuple[int, int, int], months: int, end: tuple[int, int, int]) -> None:
    begun = datetime(*start, 12, tzinfo=UTC)
    assert in_months(begun, months, ZoneInfo("UTC")) == datetime(*end, 12, tzinfo=UTC)


def test_ending_holds_at_once_and_for_good(seeker: User, coach: User, now: datetime) -> None:
    grant = granted(seeker, coach, now)
    grants.end(grant, now=now)
    grants.end(grant, now=now + timedelta(days=1))
    grant.refresh_from_db()
    assert grant.ended_at == now
    assert not live_grants(coach, now).exists()
    with pytest.raises(ValidationError):
        grants.renew(grant, now=now)


def test_renewing_counts_from_now_however_often(seeker: User, coach: User, now: datetime) -> None:
    grant = granted(seeker, coach, now, months=1)
    later = now + timedelta(days=40)
    assert not clients_of(coach, later).exists()
    for _press in range(3):
        grants.renew(grant, now=later)
    assert grant.expires_at == in_months(later, 1, LONDON)
    assert clients_of(coach, later).exists()


def test_only_the_invited_address_may_accept(
    seeker: User, stranger: User, coach: User, now: datetime
) -> None:
    grant = invite(seeker, coach, now)
    with pytest.raises(Http404):
        grants.accept_as_coach(stranger, grant.token, now=now)
    coach.emailaddress_set.update(verified=False)
    with pytest.raises(Http404):
        grants.accept_as_coach(coach, grant.token, now=now)
    with pytest.raises(Http404):
        grants.accept_as_coach(coach, "no-token", now=now)


def test_accepting_makes_a_coach_and_happens_once(seeker: User, now: datetime) -> None:
    friend = person("friend@test.example", "Kit Moss")
    grant = granted(seeker, friend, now)
    friend.refresh_from_db()
    assert friend.is_coach
    later = now + timedelta(days=1)
    again = grants.accept_as_coach(friend, grant.token, now=later)
    assert (again.pk, again.accepted_at, again.expires_at) == (grant.pk, now, grant.expires_at)


def test_a_seeker_accepts_once_and_what_was_chosen_stays(
    seeker: User, coach: User, now: datetime
) -> None:
    asked = grants.invite_client(coach, seeker.email, token=uuid4(), now=now)
    for scope in ("sees_pay", "sees_notes"):
        grant = grants.accept_as_seeker(seeker, asked.pk, choice={scope: True}, now=now)
    assert grant.scopes == {"sees_pay"}
    assert CoachGrant.objects.count() == 1


@pytest.mark.parametrize("over", ["ended", "expired"])
def test_what_is_over_is_not_accepted_again(
    seeker: User, coach: User, now: datetime, over: str
) -> None:
    grant = granted(seeker, coach, now)
    later = now
    if over == "ended":
        grants.end(grant, now=now)
    else:
        later = grant.expires_at
    with pytest.raises(Http404):
        grants.accept_as_coach(coach, grant.token, now=later)


def test_saying_no_and_leaving_may_be_repeated(seeker: User, coach: User, now: datetime) -> None:
    refused = invite(seeker, coach, now)
    for day in range(2):
        grants.decline(coach, refused.pk, now=now + timedelta(days=day))
    refused.refresh_from_db()
    assert refused.ended_at == now
    left = granted(seeker, coach, now)
    for day in range(2):
        grants.leave(coach, left.pk, now=now + timedelta(days=day))
    left.refresh_from_db()
    assert left.ended_at == now


def test_a_coach_invites_and_the_seeker_decides(seeker: User, coach: User, now: datetime) -> None:
    asked = grants.invite_client(coach, seeker.email.upper(), token=uuid4(), now=now)
    assert not clients_of(coach, now).exists()
    choice = {"sees_pay": True, "months": 3}
    grant = grants.accept_as_seeker(seeker, asked.pk, choice=choice, now=now)
    assert grant.scopes == {"sees_pay"}
    assert list(clients_of(coach, now)) == [seeker]


def test_nobody_accepts_for_another_or_for_the_other_side(
    seeker: User, stranger: User, coach: User, now: datetime
) -> None:
    asked = grants.invite_client(coach, seeker.email, token=uuid4(), now=now)
    with pytest.raises(Http404):
        grants.accept_as_seeker(stranger, asked.pk, choice={}, now=now)
    with pytest.raises(Http404):
        grants.accept_as_coach(seeker, asked.token, now=now)
    sent = invite(seeker, coach, now)
    with pytest.raises(Http404):
        grants.accept_as_seeker(coach, sent.pk, choice={}, now=now)


def test_what_was_accepted_a_moment_ago_cannot_be_declined(
    seeker: User, coach: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    stale = invite(seeker, coach, now)
    monkeypatch.setattr(grants, "_get_or_404", lambda *_rows, **_lookup: stale)
    CoachGrant.objects.filter(pk=stale.pk).update(
        coach=coach, accepted_at=now, expires_at=now + timedelta(days=1)
    )
    with pytest.raises(Http404):
        grants.decline(coach, stale.pk, now=now)
    assert live_grants(coach, now).exists()


def test_a_new_grant_takes_the_place_of_the_old_one(
    seeker: User, coach: User, now: datetime
) -> None:
    old = granted(seeker, coach, now, sees_pay=True)
    granted(seeker, coach, now + timedelta(days=1))
    old.refresh_from_db()
    assert old.ended_at == now + timedelta(days=1)
    assert not clients_of(coach, now + timedelta(days=2), "sees_pay").exists()


def test_an_invitation_sent_twice_is_one(seeker: User, coach: User, now: datetime) -> None:
    token = uuid4()
    first = grants.invite_coach(seeker, coach.email, choice={}, token=token, now=now)
    again = grants.invite_coach(seeker, coach.email, choice={}, token=token, now=now)
    assert first == again
    with pytest.raises(ValidationError, match="already"):
        invite(seeker, coach, now)


def test_one_does_not_coach_oneself(seeker: User, now: datetime) -> None:
    with pytest.raises(ValidationError, match="your own"):
        grants.invite_coach(seeker, "Seeker@Test.Example", choice={}, token=uuid4(), now=now)


def test_a_coach_who_is_one_no_more_sees_nothing(seeker: User, coach: User, now: datetime) -> None:
    granted(seeker, coach, now)
    for field in ("is_coach", "is_active"):
        User.objects.filter(pk=coach.pk).update(**{field: False})
        assert not clients_of(coach, now).exists()
        User.objects.filter(pk=coach.pk).update(**{field: True})
    assert clients_of(coach, now).exists()


def test_a_coach_gives_up_their_own_clients_alone(
    seeker: User, stranger: User, coach: User, now: datetime
) -> None:
    grant = granted(seeker, coach, now)
    with pytest.raises(Http404):
        grants.leave(stranger, grant.pk, now=now)
    grants.leave(coach, grant.pk, now=now)
    assert not clients_of(coach, now).exists()


def test_a_day_has_an_end_to_invitations(seeker: User, now: datetime) -> None:
    for number in range(grants.MOST_TO_COACHES):
        email = f"coach{number}@test.example"
        grants.invite_coach(seeker, email, choice={}, token=uuid4(), now=now)
    with pytest.raises(ValidationError, match="tomorrow"):
        grants.invite_coach(seeker, "more@test.example", choice={}, token=uuid4(), now=now)
    later = now + timedelta(days=1)
    grants.invite_coach(seeker, "more@test.example", choice={}, token=uuid4(), now=later)
