"""One try to send one message. Touches no database: several run at once, in threads."""

import logging
import time
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError

from api.models import Webhook, WebhookDelivery, WebhookMessage
from api.webhooks import problems
from api.webhooks.address import parse
from api.webhooks.connection import SECONDS, Answer, post
from api.webhooks.problems import DeliveryProblem
from api.webhooks.signing import body_of, headers_for, secrets_of
from jobtracker.encryption import DecryptionError
from jobtracker.http import hosts
from jobtracker.http.hosts import LookUp

logger = logging.getLogger(__name__)
MOST_KEPT = 2000
"""How many characters of an answer are stored."""


@dataclass(frozen=True, slots=True)
class Sender:
    """How messages are sent: for how long at most, and who looks hosts up."""

    seconds: float = SECONDS
    look_up: LookUp = hosts.look_up

    def send(self, webhook: Webhook, message: WebhookMessage, now: datetime) -> WebhookDelivery:
        """Send a message, and return the unsaved try. Never raises."""
        began = time.monotonic()
        delivery = WebhookDelivery(message=message, at=now)
        try:
            answer = self._post(webhook, message, now)
        except DeliveryProblem as problem:
            delivery.problem = problem.code
        except Exception:
            logger.exception("webhook %s: message %s could not be sent", webhook.pk, message.uid)
            delivery.problem = problems.BROKEN
        else:
            delivery.status, delivery.answer = answer.status, answer.text[:MOST_KEPT]
            delivery.problem = _problem_of(answer.status)
        delivery.duration_ms = round((time.monotonic() - began) * 1000)
        return delivery

    def _post(self, webhook: Webhook, message: WebhookMessage, now: datetime) -> Answer:
        try:
            address = parse(webhook.url)
        except ValidationError:
            raise DeliveryProblem(problems.PORT) from None
        try:
            secrets = secrets_of(webhook, now)
        except DecryptionError:
            raise DeliveryProblem(problems.SECRET) from None
        body = body_of(message)
        headers = headers_for(message, body, secrets, now)
        return post(address, body.encode(), headers, seconds=self.seconds, look_up=self.look_up)


def _problem_of(status: int) -> str:
    if 200 <= status < 300:
        return ""
    return problems.REDIRECT if 300 <= status < 400 else problems.STATUS
