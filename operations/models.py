"""Heartbeats of the scheduled tasks."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Heartbeat(models.Model):
    """When a scheduled task last ran, and what it did."""

    task = models.CharField(_("task"), max_length=60, primary_key=True)
    started_at = models.DateTimeField(_("last start"))
    succeeded_at = models.DateTimeField(_("last success"), null=True, blank=True)
    duration_ms = models.PositiveIntegerField(_("duration in milliseconds"), null=True, blank=True)
    counts = models.JSONField(_("counts"), default=dict)
    error = models.TextField(_("last error"), blank=True)

    class Meta:
        verbose_name = _("heartbeat")
        verbose_name_plural = _("heartbeats")
        ordering: ClassVar = ["task"]

    def __str__(self) -> str:
        return self.task
