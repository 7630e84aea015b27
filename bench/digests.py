"""Digests per second, from data to mail server, in one worker: `python -m bench.digests`.

Compared with the same emails, prepared in advance and sent by Django's SMTP backend.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime

from bench.database import ready
from bench.sink import sink
from bench.sizes import aim, size

COUNT = size(1000, 10)
ROUNDS = size(3, 1)
NOW = datetime(2026, 3, 20, 8, 0, tzinfo=UTC)


def main() -> None:
    """Measure in turns, and print the best of each and their ratio."""
    with ready(), sink() as port:
        from django.conf import settings

        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        _prepare()
        messages = _prepared_messages()
        ours, theirs = [], []
        for _ in range(ROUNDS):
            _reset()
            ours.append(_seconds(_send_digests))
            theirs.append(_seconds(lambda: _send_prepared_messages(messages)))
        queries = _queries()
        _check_nothing_left_out()
        _report(min(ours), min(theirs), queries)


def _report(ours: float, theirs: float, queries: tuple[int, int]) -> None:
    print(f"Digests, facts to server: {COUNT / ours:,.0f} a second")
    print(f"The same emails, prepared: {COUNT / theirs:,.0f} a second")
    print(f"Ratio: {theirs / ours:.2f}{aim('at least 0.4')}")
    digests, idle = queries
    print(f"Queries per digest: {digests / COUNT:.2f}{aim('at most 2')}")
    print(f"Queries of a run with nothing due: {idle}")


def _prepare() -> None:
    from bench.people import searches, seekers

    owners = seekers(COUNT, NOW)
    for start in range(0, COUNT, 250):
        searches(owners[start : start + 250], NOW)


def _reset() -> None:
    from accounts.models import User
    from digests.models import Digest

    Digest.objects.all().delete()
    User.objects.update(next_digest_at=NOW)


def _send_digests() -> None:
    from digests.run import send_due

    counts = send_due(NOW, budget=600)
    if counts != {"sent": COUNT}:
        raise SystemExit(f"not every digest was sent: {dict(counts)}")


def _check_nothing_left_out() -> None:
    from digests.builders.items import rows_left_out

    if odd := rows_left_out():
        raise SystemExit(f"rows left out of digests: {odd}")


def _prepared_messages() -> list[object]:
    from django.core.mail import EmailMultiAlternatives

    from accounts.models import User
    from digests.builders.daily import build_daily
    from digests.email import headers
    from digests.models import Digest

    messages: list[object] = []
    owners = list(User.objects.all())
    digests = [
        Digest(pk=n, owner=owner, kind="daily", day=NOW.date(), due_at=NOW)
        for n, owner in enumerate(owners)
    ]
    for digest in digests:
        content = build_daily([digest], NOW)[digest.pk]()
        if content is None:
            raise SystemExit("a digest was empty")
        mail = EmailMultiAlternatives(
            content.subject,
            content.text,
            to=[digest.owner.email],
            headers=headers(digest, content.stop_href),
        )
        mail.attach_alternative(content.html, "text/html")
        messages.append(mail)
    return messages


def _send_prepared_messages(messages: list[object]) -> None:
    from django.core.mail import get_connection

    if get_connection().send_messages(messages) != COUNT:  # type: ignore[arg-type]
        raise SystemExit("not every email was sent")


def _queries() -> tuple[int, int]:
    """Return the queries of a whole run, and of one after it with nothing due."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from digests.run import send_due

    _reset()
    with CaptureQueriesContext(connection) as busy:
        _send_digests()
    with CaptureQueriesContext(connection) as idle:
        send_due(NOW)
    return len(busy), len(idle)


def _seconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
