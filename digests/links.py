"""Links in mails that act without signing in: signed, expiring, bound to one reminder and user."""

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
"""Links signed with these name rows of an older database, where the numbers meant other rows."""
LIFETIME = timedelta(days=30)
ACTS = ("sent", "snooze", "dismiss", "replied", "stop")
PLACE = "0-0"


class LinkExpired(Exception):
    """The link was right once, and is too old now."""


class Bearer(NamedTuple):
    """What a link stands for: one reminder, and the seeker whose it is."""

    reminder_id: int
    owner_id: int


class Subscription(NamedTuple):
    """What a mail's own link stands for: one kind of mail to one seeker."""

    owner_id: int
    kind: str


def reminder_token(reminder_id: int, owner_id: int) -> str:
    """A token for one reminder of one seeker; it is good for ``LIFETIME``."""
    return _reminder_signer().sign(f"{reminder_id}-{owner_id}")


def read_reminder_token(token: str) -> Bearer:
    """What ``token`` stands for; raises LinkExpired, or BadSignature for a forged one."""
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
    """A token that ends one kind of mail; it does not expire, as mails are kept for years."""
    return _stop_signer().sign(f"{owner_id}-{kind}")


def read_stop_token(token: str) -> Subscription:
    """What ``token`` stands for; raises LinkExpired for an older version's, or BadSignature."""
    try:
        owner, _, kind = _stop_signer().unsign(token).partition("-")
    except signing.BadSignature:
        _refuse_old(token, OLD_STOP_SALT)
        raise
    return Subscription(int(owner), kind)


def act_url(token: str, act: str) -> str:
    """The address that shows, and on a press does, one act."""
    return f"{_base()}{token}/{act}/"


def choices_url(token: str) -> str:
    """The address that offers every act on one reminder."""
    return f"{_base()}{token}/"


def stop_url(owner_id: int, kind: str) -> str:
    """The address that ends one kind of mail: by a press, or in one click (RFC 8058)."""
    before, after = _around_token()
    return f"{settings.SITE_URL}{before}{stop_token(owner_id, kind)}{after}"


def site_url(name: str, *args: object) -> str:
    """The full address of a page; one without arguments is resolved once."""
    return f"{settings.SITE_URL}{reverse(name, args=args) if args else _page(name)}"


def page_url(name: str, pk: int) -> str:
    """The full address of the page ``name`` about the row ``pk``, resolved once a name."""
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
