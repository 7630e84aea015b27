"""Where errors are reported to, if anywhere."""

import sentry_sdk
from sentry_sdk.types import Event, Hint


def report(dsn: str) -> None:
    """Send unhandled errors of web, worker and beat to ``dsn``; nothing where it is empty.

    What people wrote stays here: no address or body of a request, no local variable, no trail.
    """
    if dsn:
        sentry_sdk.init(
            dsn, include_local_variables=False, max_breadcrumbs=0, before_send=_without_request
        )


def _without_request(event: Event, hint: Hint) -> Event:
    """Some addresses are keys: the name of the view, which stays, says where it happened."""
    event.pop("request", None)
    return event
