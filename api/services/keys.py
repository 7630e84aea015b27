"""Create, use and revoke keys."""

from collections.abc import Collection
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.locking import owner_locked, update_fields
from accounts.models import User
from api.mails import key_created
from api.models import ApiKey, Scope
from jobtracker.secret_paths import KEY_BEGINNING

SECRET_BYTES = 32
HINT_LENGTH = 8
MOST_KEYS = 20
SEEN_AGAIN_AFTER = timedelta(minutes=1)


def digest_of(secret: str) -> str:
    """Return what is stored of a key. Its 256 random bits need no slow hash."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


@owner_locked
def create_key(
    owner: User,
    *,
    name: str,
    scopes: Collection[str],
    expires_at: datetime | None,
    token: UUID,
    now: datetime,
) -> tuple[ApiKey, str | None]:
    """Create a key, and return it with its secret, which cannot be read again.

    Its owner is told by email. Repeating it with the same ``token`` returns the key without a
    secret. Raises ValidationError.
    """
    if known := ApiKey.objects.filter(owner=owner, token=token).first():
        return known, None
    _check(owner, scopes, expires_at, now)
    secret = KEY_BEGINNING + token_urlsafe(SECRET_BYTES)
    key = ApiKey(owner=owner, token=token, created_at=now, digest=digest_of(secret))
    key.hint = secret[:HINT_LENGTH]
    wanted = [scope for scope in Scope.values if scope in scopes]
    update_fields(key, {"name": name, "scopes": wanted, "expires_at": expires_at})
    transaction.on_commit(lambda: key_created(key))
    return key, secret


def _check(
    owner: User, scopes: Collection[str], expires_at: datetime | None, now: datetime
) -> None:
    if ApiKey.objects.live(now).filter(owner=owner).count() >= MOST_KEYS:
        text = _("You have %(number)s active keys, the most there can be. Revoke one first.")
        raise ValidationError(text % {"number": MOST_KEYS})
    if not scopes or not set(scopes) <= set(Scope.values):
        text = _("Choose from: %(scopes)s.") % {"scopes": ", ".join(Scope.values)}
        raise ValidationError({"scopes": text})
    if expires_at is not None and expires_at <= now:
        raise ValidationError({"expires_at": _("Choose a time to come.")})


def key_of(secret: str, now: datetime) -> ApiKey | None:
    """Return the key that opens something at ``now`` and has this secret, with its owner."""
    if not secret.startswith(KEY_BEGINNING):
        return None
    live = ApiKey.objects.live(now).select_related("owner")
    try:
        return live.get(digest=digest_of(secret))
    except ApiKey.DoesNotExist:
        return None


def note_use(key: ApiKey, now: datetime) -> None:
    """Remember that the key was used, to the minute."""
    earlier = Q(last_used_at=None) | Q(last_used_at__lt=now - SEEN_AGAIN_AFTER)
    if key.last_used_at is None or key.last_used_at < now - SEEN_AGAIN_AFTER:
        ApiKey.objects.filter(earlier, pk=key.pk).update(last_used_at=now)


@owner_locked
def revoke_key(key: ApiKey, *, now: datetime) -> None:
    """Let the key open nothing from now on."""
    if key.revoked_at is None:
        update_fields(key, {"revoked_at": now})


@owner_locked
def revoke_all_keys(owner: User, *, now: datetime) -> int:
    """Let none of a user's keys open anything from now on; return how many still did."""
    live = ApiKey.objects.live(now).filter(owner=owner)
    return ApiKey.objects.filter(pk__in=list(live.values_list("pk", flat=True))).update(
        revoked_at=now
    )
