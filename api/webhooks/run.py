"""What the beat does about webhooks: send what waits, several at once, and tell of failures."""

import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import datetime

from api.models import Webhook, WebhookDelivery, WebhookMessage
from api.webhooks import claims
from api.webhooks.send import Sender
from api.webhooks.tell import tell_owners

SECONDS = 30
"""After which nothing more is begun: the worker has other tasks, and the beat comes again."""
SHARE = 10
"""After how many seconds a webhook leaves its place to the next, which may wait for it."""
PLACES = 8


def send_due(now: datetime, *, sender: Sender | None = None) -> Counter[str]:
    """Send what waits for the webhooks that are due; return what was done."""
    run = SendRun(sender or Sender(), now)
    run.send(claims.due(now))
    run.counts.update(tell_owners(now))
    return +run.counts


def send_one(key: int, now: datetime) -> Counter[str]:
    """Send what waits for one webhook, unless it is not due or another worker sends it."""
    run = SendRun(Sender(), now)
    run.send([key])
    return +run.counts


class SendRun:
    """One run: up to eight webhooks at once, each with one message at a time, in order.

    Only the sending happens in threads; the database is used in this one.
    """

    def __init__(self, sender: Sender, now: datetime) -> None:
        self.counts: Counter[str] = Counter()
        self._sender, self._now = sender, now
        self._end = time.monotonic() + SECONDS
        self._trying: dict[Future[WebhookDelivery], tuple[Webhook, WebhookMessage]] = {}
        self._since: dict[int, float] = {}

    def send(self, keys: list[int]) -> None:
        """Send to these webhooks, in this order."""
        queue = iter(keys)
        with ThreadPoolExecutor(PLACES) as pool:
            try:
                self._fill(pool, queue)
                while self._trying:
                    done, _ = wait(self._trying, return_when=FIRST_COMPLETED)
                    for future in done:
                        webhook, message = self._trying.pop(future)
                        self._record(pool, webhook, message, future.result())
                    self._fill(pool, queue)
            finally:
                for webhook, _message in self._trying.values():
                    claims.release(webhook)

    def _fill(self, pool: ThreadPoolExecutor, queue: Iterator[int]) -> None:
        """Begin with further webhooks while there are free places and time."""
        while len(self._trying) < PLACES and time.monotonic() < self._end:
            key = next(queue, None)
            if key is None:
                return
            if webhook := claims.claim(key, self._now):
                self._since[webhook.pk] = time.monotonic()
                self._try_next(pool, webhook)

    def _try_next(self, pool: ThreadPoolExecutor, webhook: Webhook) -> None:
        message = claims.next_message(webhook)
        if message is None:
            claims.release(webhook)
            return
        future = pool.submit(self._sender.send, webhook, message, self._now)
        self._trying[future] = (webhook, message)

    def _record(
        self,
        pool: ThreadPoolExecutor,
        webhook: Webhook,
        message: WebhookMessage,
        delivery: WebhookDelivery,
    ) -> None:
        if delivery.problem:
            self.counts["failed"] += 1
            claims.failed(webhook, message, delivery, self._now)
            return
        self.counts["sent"] += 1
        claims.delivered(webhook, message, delivery)
        if self._may_go_on(webhook):
            self._try_next(pool, webhook)
        else:
            claims.release(webhook)

    def _may_go_on(self, webhook: Webhook) -> bool:
        """Whether there is time for another message to a webhook, and it still is this worker's."""
        now = time.monotonic()
        in_time = now < self._end and now - self._since[webhook.pk] < SHARE
        return in_time and claims.is_mine(webhook)
