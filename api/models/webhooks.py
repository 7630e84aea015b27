"""Webhooks: addresses of a seeker's own programs, and what is sent to them."""

import uuid
from datetime import timedelta
from typing import ClassVar
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jobtracker.signals import Happening

OLD_SECRET_FOR = timedelta(hours=24)
"""How long a receiver may go on with the secret before the present one."""


class Event(models.TextChoices):
    """What a webhook can be told of."""

    REMINDER_OPENED = Happening.REMINDER_OPENED.value, _("A reminder comes up")
    REMINDER_DONE = Happening.REMINDER_DONE.value, _("A reminder is done")
    SUGGESTION_CREATED = Happening.SUGGESTION_CREATED.value, _("A suggestion waits in the Inbox")
    APPLICATION_CHANGED = Happening.APPLICATION_CHANGED.value, _("An application is new or changed")
    DIGEST_FAILED = Happening.DIGEST_FAILED.value, _("An email to you couldn't be sent")


class Webhook(models.Model):
    """An address that is told of events. Its secrets are encrypted.

    ``next_sequence`` is the number of the next message. A worker claims a webhook by a conditional
    update of ``claimed_until``; while it fails, it is due again at ``retry_at``. One that is
    switched off has ``off_at``: its messages wait. ``told_at`` is when its owner heard of that.
    """

    OWNER_PATH = "owner"

    class OffReason(models.TextChoices):
        NONE = "", _("On")
        OWNER = "owner", _("You switched it off")
        GONE = "gone", _("The address says it's gone for good (410)")
        FAILING = "failing", _("Nothing could be delivered for three days")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="webhooks"
    )
    token = models.UUIDField(default=uuid.uuid4, editable=False)
    url = models.CharField(_("address"), max_length=1000)
    events = models.JSONField(_("events"), default=list)
    secret = models.BinaryField(editable=False)
    old_secret = models.BinaryField(null=True, blank=True, editable=False)
    renewed_at = models.DateTimeField(_("secret renewed"), null=True, blank=True)
    created_at = models.DateTimeField(_("added"))
    next_sequence = models.PositiveBigIntegerField(default=1, editable=False)
    claimed_until = models.DateTimeField(null=True, blank=True, editable=False)
    tried_at = models.DateTimeField(_("last tried"), null=True, blank=True)
    retry_at = models.DateTimeField(_("next try"), null=True, blank=True)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    failing_since = models.DateTimeField(_("failing since"), null=True, blank=True)
    off_at = models.DateTimeField(_("switched off"), null=True, blank=True)
    off_reason = models.CharField(
        _("why it is off"), max_length=7, choices=OffReason.choices, blank=True, default=""
    )
    told_at = models.DateTimeField(_("owner told"), null=True, blank=True)

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering: ClassVar = ["created_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "token"], name="webhook_token_once"),
            models.CheckConstraint(
                condition=Q(off_at=None, off_reason="")
                | Q(off_at__isnull=False) & ~Q(off_reason=""),
                name="webhook_off_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.url

    @property
    def host(self) -> str:
        """The host of the address; the rest of it may hold a secret."""
        return urlsplit(self.url).hostname or ""

    @property
    def path(self) -> str:
        """The address from behind its host on."""
        parts = urlsplit(self.url)
        return urlunsplit(("", "", parts.path, parts.query, ""))

    @property
    def renewal(self) -> str:
        """A text that changes whenever the secret is renewed."""
        return self.renewed_at.isoformat() if self.renewed_at else "never"


class WebhookMessage(models.Model):
    """One event for one webhook, written in the transaction of what happened.

    ``uid`` stays the same however often it is sent. ``sequence`` is given before the first try, in
    the order in which messages were written. ``subject`` names the row that it is about, so that
    one moment tells of it once.
    """

    OWNER_PATH = "webhook__owner"

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DELIVERED = "delivered", _("Delivered")
        SKIPPED = "skipped", _("Skipped")

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="messages")
    uid = models.CharField(max_length=40, unique=True, editable=False)
    event = models.CharField(_("event"), max_length=30)
    subject = models.CharField(max_length=40, blank=True, default="")
    data = models.JSONField(_("data"), default=dict)
    occurred_at = models.DateTimeField(_("when"))
    sequence = models.PositiveBigIntegerField(_("number"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.WAITING)

    class Meta:
        verbose_name = _("webhook message")
        verbose_name_plural = _("webhook messages")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["webhook", "sequence"], name="webhook_message_numbered_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "delivered", "skipped"]),
                name="webhook_message_state_known",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["webhook", "id"],
                condition=Q(state="waiting"),
                name="webhook_message_waiting",
            ),
            models.Index(fields=["occurred_at"], name="webhook_message_age"),
        ]

    def __str__(self) -> str:
        return self.uid


class WebhookDelivery(models.Model):
    """One try to send a message: when, how long it took, and what came back.

    ``problem`` is a code of ``api/webhooks/problems.py``; empty if it was delivered.
    """

    OWNER_PATH = "message__webhook__owner"

    message = models.ForeignKey(WebhookMessage, on_delete=models.CASCADE, related_name="deliveries")
    at = models.DateTimeField(_("when"))
    problem = models.CharField(_("problem"), max_length=12, blank=True, default="")
    status = models.PositiveSmallIntegerField(_("HTTP status"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    duration_ms = models.PositiveIntegerField(_("duration in milliseconds"), default=0)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.message_id} {self.at:%Y-%m-%d %H:%M}"
