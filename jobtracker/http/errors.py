"""Error reporting to Sentry."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sentry_sdk.types import Event, Hint

from jobtracker.secret_paths import without_secrets_inside


def report(dsn: str) -> None:
    """Send unhandled errors of web, worker and beat to ``dsn``; do nothing if it is empty.

    Reports carry no user data: no URL or body of a request, no local variables, no breadcrumbs.
    """
    if dsn:
        import sentry_sdk  # noqa: PLC0415 - who has no address for reports does without

        sentry_sdk.init(
            dsn, include_local_variables=False, max_breadcrumbs=0, before_send=_without_secrets
        )


def _without_secrets(event: Event, hint: Hint) -> Event:
    """Drop the request, whose URL may hold a secret; the view's name stays in the event."""
    event.pop("request", None)
    cleaned: Event = without_secrets_inside(event)
    return cleaned
