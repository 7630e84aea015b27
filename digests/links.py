"""Signed links in emails that act without signing in; each is for one reminder and user."""

from datetime import timedelta
from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.urls import reverse

from jobtracker.http.signatures import is_signed
from jobtracker.urlcache import fast_reverse

REMINDER_SALT = "digests.reminder-link"
STOP_SALT = "digests.stop-link"
OLD_REMINDER_SALT = "followups.mail-act"
OLD_STOP_SALT = "followups.mail-stop"
"""Links signed with these are from an older database, whose keys meant other rows."""
LIFETIME = timedelta(days=30)
ACTS = ("sent", "snooze", "dismiss", "replied", "stop")
PLACE = "0-0"


class LinkExpired(Exception):
    """The link was valid once, and is too old now."""


class Bearer(NamedTuple):
    """The content of a link's token: one reminder and its owner."""

    reminder_id: int
    owner_id: int


class Subscription(NamedTuple):
    """The content of an unsubscribe token: one kind of email to one seeker."""

    owner_id: int
    kind: str


def reminder_token(reminder_id: int, owner_id: int) -> str:
    """A token for one reminder of one seeker, valid for ``LIFETIME``."""
    return _reminder_signer().sign(f"{reminder_id}-{owner_id}")


def read_reminder_token(token: str) -> Bearer:
    """Read ``token``; raises LinkExpired, or BadSignature if it is forged."""
    try:
        value = _reminder_signer().unsign(token, max_age=LIFETIME)
    except signing.SignatureExpired:
        raise LinkExpired from None
    except signing.BadSignature:
        _refuse_old(token, OLD_REMINDER_SALT)
        raise
    reminder, _, owner = value.partition("-")
    return Bearer(int(reminder), int(owner))


def stop_token(owner_id: int, kind: str) -> str:
    """A token to stop one kind of email; it never expires, because emails are kept for years."""
    return _stop_signer().sign(f"{owner_id}-{kind}")


def read_stop_token(token: str) -> Subscription:
    """Read ``token``; raises LinkExpired for one of an older version, or BadSignature."""
    try:
        owner, _, kind = _stop_signer().unsign(token).partition("-")
    except signing.BadSignature:
        _refuse_old(token, OLD_STOP_SALT)
        raise
    return Subscription(int(owner), kind)


def act_url(token: str, act: str) -> str:
    """The URL that confirms and does one action."""
    return f"{_base()}{token}/{act}/"


def choices_url(token: str) -> str:
    """The URL that offers every action on one reminder."""
    return f"{_base()}{token}/"


def stop_url(owner_id: int, kind: str) -> str:
    """The URL that stops one kind of email: with a button, or in one click (RFC 8058)."""
    before, after = _around_token()
    return f"{settings.SITE_URL}{before}{stop_token(owner_id, kind)}{after}"


def site_url(name: str, *args: object) -> str:
    """The absolute URL of a page; cached if it has no arguments."""
    return f"{settings.SITE_URL}{reverse(name, args=args) if args else _page(name)}"


def page_url(name: str, pk: int) -> str:
    """The absolute URL of the page ``name`` for the row ``pk``; resolved once per name."""
    return f"{settings.SITE_URL}{fast_reverse(name, pk)}"


@cache
def _page(name: str) -> str:
    return reverse(name)


@cache
def _around_token() -> tuple[str, str]:
    before, _place, after = reverse("digests:stop", args=[PLACE]).partition(PLACE)
    return before, after


@cache
def _path() -> str:
    return reverse("digests:link", args=[PLACE]).removesuffix(f"{PLACE}/")


def _base() -> str:
    return f"{settings.SITE_URL}{_path()}"


def _refuse_old(token: str, salt: str) -> None:
    if is_signed(token, sep=".", salt=salt):
        raise LinkExpired


def _reminder_signer() -> signing.TimestampSigner:
    return signing.TimestampSigner(sep=".", salt=REMINDER_SALT)


def _stop_signer() -> signing.Signer:
    return signing.Signer(sep=".", salt=STOP_SALT)
