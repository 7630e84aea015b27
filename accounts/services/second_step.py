"""The second step that coaches and operators need, and the seven days they have to set it up."""

from datetime import datetime, timedelta
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest

from accounts.models import User

GRACE = timedelta(days=7)
SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""Recovery codes are none: they outlive the app or the key that they stand in for."""
SET_UP_HERE = "second_step_set_up_here"
"""Under this key a session remembers that a second step was set up in it."""
STAFF = Q(is_coach=True) | Q(is_superuser=True)


def start_graces(now: datetime) -> int:
    """Start the grace of each coach and operator who has none, and return how many there are.

    It ends with the role, and with the setting: both may come again.
    """
    started = User.objects.exclude(second_step_asked_at=None)
    if not settings.SECOND_STEP_REQUIRED:
        started.update(second_step_asked_at=None)
        return 0
    started.exclude(STAFF).update(second_step_asked_at=None)
    return User.objects.filter(STAFF, second_step_asked_at=None).update(second_step_asked_at=now)


def second_steps_of(user: User) -> set[str]:
    """Return the types of second step that ``user`` has."""
    theirs = Authenticator.objects.filter(user=user, type__in=SECOND_STEPS)
    return set(theirs.values_list("type", flat=True))


def has_passed(request: HttpRequest) -> bool:
    """Return whether this session has passed a second step, a passkey's too, or set one up."""
    records = get_authentication_records(request, request.user)
    return SET_UP_HERE in request.session or any(each["method"] == "mfa" for each in records)


def remember_set_up(request: HttpRequest, authenticator: Authenticator, **more: Any) -> None:
    """Remember in the session that a second step was set up in it; recovery codes are none."""
    if authenticator.type in SECOND_STEPS:
        request.session[SET_UP_HERE] = True


def grace_end(user: User, *, now: datetime) -> datetime:
    """Return until when ``user``, who has no second step, may do without one.

    The grace starts here if the nightly run has not started it yet.
    """
    if user.second_step_asked_at is None:
        unasked = User.objects.filter(pk=user.pk, second_step_asked_at=None)
        unasked.update(second_step_asked_at=now)
        user.refresh_from_db(fields=["second_step_asked_at"])
    return (user.second_step_asked_at or now) + GRACE
