"""The second step that coaches and operators need, and the seven days they have to set it up."""

from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.db.models import Q

from accounts.models import User

GRACE = timedelta(days=7)
SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""Recovery codes are none: they outlive the app or the key that they stand in for."""
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


def grace_end(user: User, *, now: datetime) -> datetime | None:
    """Return until when ``user`` may do without a second step; None if they have one.

    The grace starts here if the nightly run has not started it yet.
    """
    if is_mfa_enabled(user, types=SECOND_STEPS):
        return None
    if user.second_step_asked_at is None:
        unasked = User.objects.filter(pk=user.pk, second_step_asked_at=None)
        unasked.update(second_step_asked_at=now)
        user.refresh_from_db(fields=["second_step_asked_at"])
    return (user.second_step_asked_at or now) + GRACE
