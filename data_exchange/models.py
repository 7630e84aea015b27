"""Imports that run in the background."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


def stored_at(job: "ImportJob", filename: str) -> str:
    """The storage path of an upload: nothing of the uploaded name is used."""
    return f"imports/{job.owner_id}/{uuid.uuid4()}"


class ImportJob(models.Model):
    """One import of an uploaded archive or spreadsheet, and how far it is.

    ``choices`` tell how a spreadsheet is to be read; an archive has none.

    A worker claims it by a conditional update that counts ``attempts`` up, and renews
    ``claimed_at`` at each step. A job whose worker died is claimed again.
    """

    OWNER_PATH = "owner"

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        REJECTED = "rejected", _("Rejected")
        FAILED = "failed", _("Failed")

    OPEN = (State.WAITING, State.RUNNING)

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="import_jobs"
    )
    file = models.FileField(upload_to=stored_at, max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    done = models.PositiveIntegerField(_("steps done"), default=0)
    total = models.PositiveIntegerField(_("steps in all"), default=0)
    choices = models.JSONField(_("choices"), null=True, blank=True)
    added = models.JSONField(_("added"), default=dict, blank=True)
    problems = models.JSONField(_("problems"), default=list, blank=True)
    created_at = models.DateTimeField(_("uploaded"))
    claimed_at = models.DateTimeField(_("claimed"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering: ClassVar = ["-created_at", "-pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["owner"],
                condition=Q(state__in=["waiting", "running"]),
                name="import_job_one_open",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "running", "done", "rejected", "failed"]),
                name="import_job_state_known",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["claimed_at"],
                name="import_job_open",
                condition=Q(state__in=["waiting", "running"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} ({self.created_at:%Y-%m-%d})"

    @property
    def is_open(self) -> bool:
        """Whether the import has not ended yet."""
        return self.state in self.OPEN

    @property
    def is_sheet(self) -> bool:
        """Whether it imports a spreadsheet."""
        return self.choices is not None

    @property
    def percent(self) -> int:
        """How much of it is done, in percent."""
        return 100 * self.done // self.total if self.total else 0
