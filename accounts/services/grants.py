"""Services for coaches' access: invite, accept, change scopes, renew, end.

Only the seeker decides what a coach may see and for how long.
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
MOST_TO_COACHES = 10
MOST_TO_CLIENTS = 60
"""The most invitations one user may send within a day; a coach may invite a whole group."""
DAY = timedelta(days=1)
MONTHS_A_YEAR = 12


@owner_locked
def invite_coach(
    seeker: User, email: str, *, choice: Mapping[str, Any], token: UUID, now: datetime
) -> CoachGrant:
    """Invite a coach by email address; ``choice`` has the scopes and ``months``.

    Safe to repeat with the same token. Raises ValidationError if the invitation is not allowed.
    """
    grant = CoachGrant(seeker=seeker, email=email, token=token, **_chosen(choice))
    return _invite(grant, seeker, CoachGrant.objects.filter(seeker=seeker, by_coach=False), now)


@owner_locked
def invite_client(coach: User, email: str, *, token: UUID, now: datetime) -> CoachGrant:
    """Invite a seeker by email address; they choose the scopes when they accept.

    Safe to repeat with the same token. Raises ValidationError if the invitation is not allowed.
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
    most = MOST_TO_CLIENTS if grant.by_coach else MOST_TO_COACHES
    if sent.filter(invited_at__gt=now - DAY).count() >= most:
        raise ValidationError(_("These are many invitations for one day. Go on tomorrow."))
    grant.save()
    return grant


def accept_as_coach(coach: User, token: object, *, now: datetime) -> CoachGrant:
    """Accept a seeker's invitation, which makes the user a coach; safe to repeat.

    Raises Http404 if the invitation is not theirs.
    """
    with transaction.atomic():
        offered = offered_to_coach(coach, now)
        seeker = _get_or_404(offered, token=token).seeker_id or 0
        # Ending or changing a grant locks its seeker, so accepting it must as well.
        for person in sorted((seeker, coach.pk)):
            lock(person)
        grant = _locked(offered, token=token)
        if grant.accepted_at:
            return grant
        User.objects.filter(pk=coach.pk).update(is_coach=True)
        coach.is_coach = True
        grant.coach = coach
        return _accept(grant, now)


@owner_locked
def accept_as_seeker(
    seeker: User, pk: int, *, choice: Mapping[str, Any], now: datetime
) -> CoachGrant:
    """Accept a coach's invitation with the chosen scopes; safe to repeat.

    Raises Http404 if it is not theirs.
    """
    grant = _locked(offered_to_seeker(seeker, now), pk=pk)
    if grant.accepted_at:
        return grant
    grant.seeker = seeker
    _set(grant, choice)
    return _accept(grant, now)


def _accept(grant: CoachGrant, now: datetime) -> CoachGrant:
    """Start the coach's access; the caller holds the seeker's lock."""
    if grant.seeker is None:
        raise ValueError("a grant without a seeker")
    _end_all(CoachGrant.objects.filter(seeker=grant.seeker, coach=grant.coach), grant, now)
    grant.accepted_at, grant.expires_at = now, in_months(now, grant.months, grant.seeker.zone)
    grant.save()
    return grant


def _end_all(grants: QuerySet[CoachGrant], but: CoachGrant, now: datetime) -> None:
    """End older grants between the same two users, which the new one replaces."""
    grants.filter(accepted_at__isnull=False, ended_at=None).exclude(pk=but.pk).update(ended_at=now)


@owner_locked
def set_scopes(grant: CoachGrant, *, choice: Mapping[str, Any]) -> None:
    """Change what the coach may see, from the next page on."""
    _set(grant, {**choice, "months": grant.months})
    grant.save(update_fields=list(SCOPES))


@owner_locked
def renew(grant: CoachGrant, *, now: datetime) -> None:
    """Extend access by the months first chosen, counted from ``now``; safe to repeat."""
    if grant.accepted_at is None or grant.ended_at or grant.seeker is None:
        raise ValidationError(_("What has ended cannot be renewed. Invite your coach again."))
    grant.expires_at = in_months(now, grant.months, grant.seeker.zone)
    grant.save(update_fields=["expires_at"])


@owner_locked
def end(grant: CoachGrant, *, now: datetime) -> None:
    """End a grant, or withdraw an invitation, at once; safe to repeat."""
    CoachGrant.objects.filter(pk=grant.pk, ended_at=None).update(ended_at=now)


def leave(coach: User, pk: int, *, now: datetime) -> None:
    """Let a coach leave a client or withdraw an invitation; safe to repeat.

    Raises Http404 if it is not theirs.
    """
    grant = _get_or_404(CoachGrant.objects.filter(coach=coach), pk=pk)
    CoachGrant.objects.filter(pk=grant.pk, ended_at=None).update(ended_at=now)


def decline(person: User, pk: int, *, now: datetime) -> None:
    """Decline an invitation; safe to repeat. Raises Http404 if it is not theirs or accepted."""
    grant = _get_or_404(_addressed_to(person), pk=pk)
    unanswered = CoachGrant.objects.filter(pk=grant.pk, accepted_at=None)
    unanswered.filter(ended_at=None).update(ended_at=now)
    if not unanswered.exists():
        raise Http404


def invitation_by_token(token: UUID) -> CoachGrant:
    """Return the waiting invitation of an emailed link. Raises Http404 if there is none."""
    waiting = CoachGrant.objects.filter(by_coach=False, accepted_at=None, ended_at=None)
    waiting = waiting.filter(seeker__is_active=True).select_related("seeker")
    return _get_or_404(waiting, token=token)


def invitations_to_coach(person: User) -> QuerySet[CoachGrant]:
    """Return seekers' waiting invitations to a verified address of ``person``."""
    return _to(person).filter(by_coach=False)


def invitations_to_seeker(person: User) -> QuerySet[CoachGrant]:
    """Return coaches' waiting invitations to a verified address of ``person``."""
    return _to(person).filter(by_coach=True, coach__is_active=True, coach__is_coach=True)


def offered_to_coach(person: User, now: datetime) -> QuerySet[CoachGrant]:
    """Return what ``person`` may accept as a coach, or has accepted already."""
    accepted = CoachGrant.objects.live(now).filter(coach=person, by_coach=False)
    return invitations_to_coach(person) | accepted


def offered_to_seeker(person: User, now: datetime) -> QuerySet[CoachGrant]:
    """Return what ``person`` may accept as a seeker, or has accepted already."""
    accepted = CoachGrant.objects.live(now).filter(seeker=person, by_coach=True)
    return invitations_to_seeker(person) | accepted


def _to(person: User) -> QuerySet[CoachGrant]:
    return _addressed_to(person).filter(accepted_at=None, ended_at=None)


def _addressed_to(person: User) -> QuerySet[CoachGrant]:
    others = ~Q(seeker=person) | Q(seeker=None), ~Q(coach=person) | Q(coach=None)
    return CoachGrant.objects.filter(*others, email__in=addresses_of(person))


def addresses_of(person: User) -> list[str]:
    """Return the verified email addresses of ``person``, in lower case."""
    rows = EmailAddress.objects.filter(user=person, verified=True)
    return [email.lower() for email in rows.values_list("email", flat=True)]


def _locked(grants: QuerySet[CoachGrant], **lookup: object) -> CoachGrant:
    return _get_or_404(grants.select_for_update(of=("self",), no_key=True), **lookup)


def _get_or_404(grants: QuerySet[CoachGrant], **lookup: object) -> CoachGrant:
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
    """Return the same local time that many months later; the last day of a shorter month."""
    local = now.astimezone(zone)
    year, month = divmod(local.month - 1 + months, MONTHS_A_YEAR)
    year, month = local.year + year, month + 1
    day = min(local.day, monthrange(year, month)[1])
    return local.replace(year=year, month=month, day=day).astimezone(now.tzinfo)
