"""The verbs of grants: inviting, accepting, settling what may be seen, renewing, ending.

The person who may see is never the one who decides it: scopes and time are the seeker's alone.
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from accounts.locking import lock, owner_locked
from accounts.models import CoachGrant, User
from accounts.models.grants import SCOPES

MONTHS = 6
MOST_MONTHS = 24
MOST_A_DAY = 60
"""So many invitations of one person go out within a day."""
DAY = timedelta(days=1)
MONTHS_A_YEAR = 12


@owner_locked
def invite_coach(
    seeker: User, email: str, *, choice: Mapping[str, Any], token: UUID, now: datetime
) -> CoachGrant:
    """Invite a coach by address; ``choice`` has scopes and ``months``.

    Safe to repeat with the same token. Raises ValidationError where it cannot be.
    """
    grant = CoachGrant(seeker=seeker, email=email, token=token, **_chosen(choice))
    return _invite(grant, seeker, CoachGrant.objects.filter(seeker=seeker, by_coach=False), now)


@owner_locked
def invite_client(coach: User, email: str, *, token: UUID, now: datetime) -> CoachGrant:
    """Invite a seeker by address: they choose what is seen when they accept.

    Safe to repeat with the same token. Raises ValidationError where it cannot be.
    """
    grant = CoachGrant(coach=coach, by_coach=True, email=email, token=token)
    return _invite(grant, coach, CoachGrant.objects.filter(coach=coach, by_coach=True), now)


def _invite(grant: CoachGrant, who: User, sent: QuerySet[CoachGrant], now: datetime) -> CoachGrant:
    known = sent.filter(token=grant.token).first()
    if known:
        return known
    grant.email = grant.email.strip().lower()
    grant.invited_at = now
    grant.clean_fields(exclude=["seeker", "coach"])
    if grant.email in addresses_of(who):
        raise ValidationError({"email": _("This is your own address.")})
    waiting = sent.filter(accepted_at=None, ended_at=None)
    if waiting.filter(email=grant.email).exists():
        raise ValidationError({"email": _("You have invited this address already.")})
    if sent.filter(invited_at__gt=now - DAY).count() >= MOST_A_DAY:
        raise ValidationError(_("These are many invitations for one day. Go on tomorrow."))
    grant.save()
    return grant


def accept_as_coach(coach: User, token: object, *, now: datetime) -> CoachGrant:
    """A coach accepts a seeker's invitation, which makes them a coach. Http404 if not theirs."""
    with transaction.atomic():
        waiting = invitations_to_coach(coach)
        seeker = _found(waiting, token=token).seeker_id or 0
        # Whoever ends or settles a grant holds its seeker first: so must who accepts it.
        for person in sorted((seeker, coach.pk)):
            lock(person)
        grant = _locked(waiting, token=token)
        User.objects.filter(pk=coach.pk).update(is_coach=True)
        coach.is_coach = True
        grant.coach = coach
        return _accept(grant, now)


@owner_locked
def accept_as_seeker(
    seeker: User, pk: int, *, choice: Mapping[str, Any], now: datetime
) -> CoachGrant:
    """A seeker accepts a coach's invitation, and says what is seen. Http404 if not theirs."""
    grant = _locked(invitations_to_seeker(seeker), pk=pk)
    grant.seeker = seeker
    _set(grant, choice)
    return _accept(grant, now)


def _accept(grant: CoachGrant, now: datetime) -> CoachGrant:
    """Let the coach in; the caller holds the seeker's lock."""
    if grant.seeker is None:
        raise ValueError("a grant without a seeker")
    _end_all(CoachGrant.objects.filter(seeker=grant.seeker, coach=grant.coach), grant, now)
    grant.accepted_at, grant.expires_at = now, in_months(now, grant.months, grant.seeker.zone)
    grant.save()
    return grant


def _end_all(grants: QuerySet[CoachGrant], but: CoachGrant, now: datetime) -> None:
    """An older grant of the same two people gives way to the new one."""
    grants.filter(accepted_at__isnull=False, ended_at=None).exclude(pk=but.pk).update(ended_at=now)


@owner_locked
def settle(grant: CoachGrant, *, choice: Mapping[str, Any]) -> None:
    """The seeker changes what may be seen; it holds from the next page on."""
    _set(grant, {**choice, "months": grant.months})
    grant.save(update_fields=list(SCOPES))


@owner_locked
def renew(grant: CoachGrant, *, now: datetime) -> None:
    """The seeker lets it run on for as many months as at first, from ``now``; no press adds up."""
    if grant.accepted_at is None or grant.ended_at or grant.seeker is None:
        raise ValidationError(_("What has ended cannot be renewed. Invite your coach again."))
    grant.expires_at = in_months(now, grant.months, grant.seeker.zone)
    grant.save(update_fields=["expires_at"])


@owner_locked
def end(grant: CoachGrant, *, now: datetime) -> None:
    """The seeker ends it, or takes an invitation back: at once. Repeating it changes nothing."""
    CoachGrant.objects.filter(pk=grant.pk, ended_at=None).update(ended_at=now)


def leave(coach: User, pk: int, *, now: datetime) -> None:
    """A coach gives a client up, or takes an invitation back. Http404 where it is not theirs."""
    if not CoachGrant.objects.filter(pk=pk, coach=coach, ended_at=None).update(ended_at=now):
        raise Http404


def decline(person: User, pk: int, *, now: datetime) -> None:
    """Say no to an invitation. Http404 where it is not theirs, or is accepted by now."""
    waiting = invitations_to_seeker(person) | invitations_to_coach(person)
    grant = _found(waiting, pk=pk)
    open_still = CoachGrant.objects.filter(pk=grant.pk, accepted_at=None, ended_at=None)
    if not open_still.update(ended_at=now):
        raise Http404


def invitation_behind(token: UUID) -> CoachGrant:
    """A seeker's invitation, for whoever holds its mailed link; Http404 where none waits."""
    waiting = CoachGrant.objects.filter(by_coach=False, accepted_at=None, ended_at=None)
    return _found(waiting.filter(seeker__is_active=True).select_related("seeker"), token=token)


def invitations_to_coach(person: User) -> QuerySet[CoachGrant]:
    """What seekers sent to an address that ``person`` has shown to be theirs."""
    return _to(person).filter(by_coach=False)


def invitations_to_seeker(person: User) -> QuerySet[CoachGrant]:
    """What coaches sent to an address that ``person`` has shown to be theirs."""
    return _to(person).filter(by_coach=True, coach__is_active=True, coach__is_coach=True)


def _to(person: User) -> QuerySet[CoachGrant]:
    waiting = CoachGrant.objects.filter(email__in=addresses_of(person))
    others = ~Q(seeker=person) | Q(seeker=None), ~Q(coach=person) | Q(coach=None)
    return waiting.filter(*others, accepted_at=None, ended_at=None)


def addresses_of(person: User) -> list[str]:
    """The addresses that ``person`` has shown to be theirs."""
    rows = EmailAddress.objects.filter(user=person, verified=True)
    return [email.lower() for email in rows.values_list("email", flat=True)]


def _locked(grants: QuerySet[CoachGrant], **lookup: object) -> CoachGrant:
    return _found(grants.select_for_update(of=("self",), no_key=True), **lookup)


def _found(grants: QuerySet[CoachGrant], **lookup: object) -> CoachGrant:
    try:
        return grants.get(**lookup)
    except (CoachGrant.DoesNotExist, ValidationError, ValueError):
        raise Http404 from None


def _set(grant: CoachGrant, choice: Mapping[str, Any]) -> None:
    for name, value in _chosen(choice).items():
        setattr(grant, name, value)


def _chosen(choice: Mapping[str, Any]) -> dict[str, Any]:
    months = int(choice.get("months") or MONTHS)
    if not 1 <= months <= MOST_MONTHS:
        raise ValidationError({"months": _("Between 1 and 24 months.")})
    return {"months": months, **{name: bool(choice.get(name)) for name in SCOPES}}


def in_months(now: datetime, months: int, zone: ZoneInfo) -> datetime:
    """The same day so many months on, on the calendar of ``zone``; the last where there is none."""
    local = now.astimezone(zone)
    year, month = divmod(local.month - 1 + months, MONTHS_A_YEAR)
    year, month = local.year + year, month + 1
    day = min(local.day, monthrange(year, month)[1])
    return local.replace(year=year, month=month, day=day).astimezone(now.tzinfo)
