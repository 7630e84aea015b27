"""System checks that reject settings not fit for production, each by name."""

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


@register()
def production_settings(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Return an error for each setting that is missing or weak; none with DEBUG on."""
    return [] if settings.DEBUG else list(_problems())


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
