"""The private address of a seeker, to which they forward and copy mails."""

import secrets
from datetime import datetime

from django.conf import settings

from accounts.locking import owner_locked
from accounts.models import User
from inbox.models import PrivateAddress

SECRET_BYTES = 10


def is_configured() -> bool:
    """Whether this site can receive mails at private addresses."""
    return bool(settings.INBOX_ADDRESS or settings.INBOX_DOMAIN)


def address_of(user: User) -> str | None:
    """Return the private address of ``user``; None without one, or where the site has no mail."""
    if not is_configured():
        return None
    private = PrivateAddress.objects.filter(owner=user.pk).first()
    return _address(private.secret) if private else None


@owner_locked
def renew_address(user: User, *, now: datetime) -> PrivateAddress:
    """Make a private address; the one before, if any, stops working at once."""
    values = {"secret": secrets.token_hex(SECRET_BYTES), "created_at": now}
    private, _ = PrivateAddress.objects.update_or_create(owner=user, defaults=values)
    return private


@owner_locked
def end_address(user: User) -> None:
    """Let the private address lead nowhere."""
    PrivateAddress.objects.filter(owner=user).delete()


def owner_of(recipient: str) -> User | None:
    """Return whose private address this is; None if it is nobody's. Case does not matter."""
    secret = _secret(recipient.strip().strip("<>").casefold())
    if not secret:
        return None
    found = PrivateAddress.objects.filter(secret=secret).select_related("owner").first()
    return found.owner if found and found.owner.is_active else None


def _address(secret: str) -> str:
    if settings.INBOX_DOMAIN:
        return f"{secret}@{settings.INBOX_DOMAIN}"
    local, _, domain = settings.INBOX_ADDRESS.rpartition("@")
    return f"{local}+{secret}@{domain}"


def _secret(address: str) -> str:
    """Return the secret part of an address in lower case; nothing if it is not one of this site."""
    local, _, domain = address.rpartition("@")
    if settings.INBOX_DOMAIN and domain == settings.INBOX_DOMAIN.casefold():
        return local.rpartition("+")[2]
    site, _, site_domain = settings.INBOX_ADDRESS.casefold().rpartition("@")
    if site and domain == site_domain and local.startswith(f"{site}+"):
        return local.removeprefix(f"{site}+")
    return ""
