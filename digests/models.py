"""Digests: which emails are claimed, sent or failed."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Digest(models.Model):
    """One email to one user, due at one moment: claimed, built, sent, marked.

    The unique key (owner, kind, due_at, about) and the conditional claim make sure that it is sent
    once. ``due_at`` is the end of the interview for a notice, and ``day`` its date on the owner's
    calendar. ``previous_at`` is when the digest before a daily one was due. ``claimed_until`` is
    when the lease of the process working on it ends.
    """

    OWNER_PATH = "owner"

    class Kind(models.TextChoices):
        DAILY = "daily", _("Daily digest")
        WEEKLY = "weekly", _("Weekly review")
        NOTICE = "notice", _("Thank-you notice")
        CASELOAD = "coach", _("Weekly mail to a coach")

    class State(models.TextChoices):
        CLAIMED = "claimed", _("Being sent")
        SENT = "sent", _("Sent")
        EMPTY = "empty", _("Nothing to say")
        RETRY = "retry", _("Will be tried again")
        FAILED = "failed", _("Failed")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digests"
    )
    kind = models.CharField(_("kind"), max_length=6, choices=Kind.choices)
    day = models.DateField(_("day"))
    due_at = models.DateTimeField(_("due"))
    previous_at = models.DateTimeField(null=True, blank=True)
    about = models.CharField(max_length=24, blank=True, default="")
    state = models.CharField(_("state"), max_length=7, choices=State.choices)
    claimed_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    retry_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    error = models.TextField(_("what went wrong"), blank=True)

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        ordering: ClassVar = ["-due_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["owner", "kind", "due_at", "about"], name="digest_once_when_due"
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["state", "claimed_until"],
                name="digest_unfinished",
                condition=Q(state__in=["claimed", "retry"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.day}"


class RowsLeftOut(models.Model):
    """The total number of rows left out of emails: a table with one row."""

    total = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("rows left out")
        verbose_name_plural = _("rows left out")

    def __str__(self) -> str:
        return str(self.total)
