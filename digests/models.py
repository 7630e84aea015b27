"""Digests: which emails are claimed, sent or failed."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Digest(models.Model):
    """One email to one user for one local day: claimed, built, sent, marked.

    The unique key (owner, kind, day, about) and the conditional claim make sure that it is sent
    once. ``claimed_until`` is when the lease of the process working on it ends.
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
        ordering: ClassVar = ["-day", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["owner", "kind", "day", "about"], name="digest_once_a_day"
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
