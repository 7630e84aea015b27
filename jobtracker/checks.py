"""System checks that reject settings not fit for production, each by name."""

import re
from collections.abc import Iterator, Sequence
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured

MIN_SECRET_LENGTH = 50
MIN_SECRET_VARIETY = 12
MIN_WEBHOOK_SECRET = 20
LEAST_WEBHOOK_DAYS = 4
WEBHOOK_KEYS: dict[str, tuple[str, ...]] = {
    "mailgun": ("MAILGUN_WEBHOOK_SIGNING_KEY", "MAILGUN_API_KEY"),
    "mandrill": ("MANDRILL_WEBHOOK_KEY",),
    "postal": ("POSTAL_WEBHOOK_KEY",),
    "postmark": (),
    "sendgrid": (),
    "sparkpost": (),
}
"""The providers whose webhooks are taken, and the keys of ANYMAIL by which they sign, if any."""
ADDRESS = re.compile(r"[^\s@+]+@[^\s@]+\.[^\s@]+")


@register()
def production_settings(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Return an error for each setting that is missing or weak; none with DEBUG on."""
    return [] if settings.DEBUG else [*_problems(), *_inbox(), *_webhooks()]


def refuse_bad_settings() -> None:
    """Raise ImproperlyConfigured, naming every bad setting, before a server starts.

    Management commands run the checks themselves; web servers and Celery do not.
    """
    problems = production_settings()
    if problems:
        raise ImproperlyConfigured("\n".join(f"{each.msg} ({each.hint})" for each in problems))


def _problems() -> Iterator[Error]:
    yield from _secret()
    yield from _addresses()
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        yield _error(
            "DATABASE_URL",
            "is missing: production needs PostgreSQL",
            "DATABASE_URL=postgres://user:password@host:5432/name",
            "E004",
        )
    if not settings.REDIS_URL:
        yield _error(
            "REDIS_URL",
            "is missing: production needs Redis for its queue and its rate limits",
            "REDIS_URL=redis://host:6379/0",
            "E005",
        )
    if not settings.EMAIL_CONFIGURED:
        yield _error(
            "EMAIL_URL",
            "is missing: nobody would get a reminder",
            "EMAIL_URL=smtp+tls://user:password@host:587",
            "E006",
        )
    if parseaddr(settings.DEFAULT_FROM_EMAIL)[1].endswith("@localhost"):
        yield _error(
            "DEFAULT_FROM_EMAIL",
            "is missing: mail from localhost is refused or taken for spam",
            "DEFAULT_FROM_EMAIL=Jobtracker <reminders@jobs.example.org>",
            "E007",
        )


def _inbox() -> Iterator[Error]:
    if settings.INBOX_ADDRESS and not ADDRESS.fullmatch(settings.INBOX_ADDRESS):
        yield _error(
            "INBOX_ADDRESS",
            "must be the address of the mailbox that has plus-addresses",
            "INBOX_ADDRESS=inbox@jobs.example.org",
            "E008",
        )
    if settings.INBOX_KEEP_DAYS < 1:
        yield _error("INBOX_KEEP_DAYS", "must be a day or more", "INBOX_KEEP_DAYS=30", "E009")
    if not settings.INBOX_WEBHOOKS:
        return
    if unknown := set(settings.INBOX_WEBHOOKS) - set(WEBHOOK_KEYS):
        yield _error(
            "INBOX_WEBHOOKS",
            f"names what is no such provider: {', '.join(sorted(unknown))}",
            f"INBOX_WEBHOOKS={','.join(WEBHOOK_KEYS)}",
            "E010",
        )
    if not (settings.INBOX_ADDRESS or settings.INBOX_DOMAIN):
        yield _error(
            "INBOX_WEBHOOKS",
            "needs INBOX_ADDRESS or INBOX_DOMAIN: no mail would have an owner",
            "INBOX_DOMAIN=in.example.org",
            "E011",
        )
    yield from _webhook_secrets()


def _webhooks() -> Iterator[Error]:
    if settings.WEBHOOK_KEEP_DAYS < LEAST_WEBHOOK_DAYS:
        yield _error(
            "WEBHOOK_KEEP_DAYS",
            f"must be {LEAST_WEBHOOK_DAYS} or more: what waits is tried for three days",
            "WEBHOOK_KEEP_DAYS=30",
            "E014",
        )


def _webhook_secrets() -> Iterator[Error]:
    for secret in _list(settings.ANYMAIL.get("WEBHOOK_SECRET")):
        if ":" not in secret or len(secret) < MIN_WEBHOOK_SECRET:
            hint = 'ANYMAIL={"WEBHOOK_SECRET": "inbox:twenty-random-characters"}'
            yield _error(
                "ANYMAIL",
                "needs a WEBHOOK_SECRET of user:password, of at least"
                f" {MIN_WEBHOOK_SECRET} characters",
                hint,
                "E012",
            )
    for provider in settings.INBOX_WEBHOOKS:
        keys = WEBHOOK_KEYS.get(provider, ())
        if keys and not any(settings.ANYMAIL.get(key) for key in keys):
            yield _error(
                "ANYMAIL",
                f"needs {keys[0]}, by which {provider} signs what it posts",
                f'ANYMAIL={{"{keys[0]}": "…"}}',
                "E013",
            )


def _list(secrets: str | list[str] | None) -> list[str]:
    return secrets if isinstance(secrets, list) and secrets else [str(secrets or "")]


def _secret() -> Iterator[Error]:
    key = settings.SECRET_KEY or ""
    if len(key) < MIN_SECRET_LENGTH or len(set(key)) < MIN_SECRET_VARIETY:
        yield _error(
            "SECRET_KEY",
            f"is missing or weak: it needs at least {MIN_SECRET_LENGTH} random characters",
            'python -c "import secrets; print(secrets.token_urlsafe(50))"',
            "E001",
        )


def _addresses() -> Iterator[Error]:
    if not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS:
        yield _error(
            "ALLOWED_HOSTS",
            "must name the hosts that are served, without a wildcard",
            "ALLOWED_HOSTS=jobs.example.org",
            "E002",
        )
    site = urlsplit(settings.SITE_URL)
    if site.scheme != "https" or not site.hostname or site.hostname == "localhost":
        yield _error(
            "SITE_URL",
            "must be the public https address, for the links in mails",
            "SITE_URL=https://jobs.example.org",
            "E003",
        )


def _error(name: str, problem: str, hint: str, code: str) -> Error:
    return Error(f"{name} {problem}.", hint=hint, id=f"jobtracker.{code}")
