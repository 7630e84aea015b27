"""Deleted applications, kept for as long as the deletion can be undone."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models


class RemovedApplication(models.Model):
    """A deleted application: its timeline as JSON ``rows``, and its ``documents``' keys.

    No page shows it. It is deleted for good after ``KEPT``.
    """

    OWNER_PATH = "owner"
    KEPT = timedelta(days=1)

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    application = models.BigIntegerField()
    rows = models.TextField()
    documents = models.JSONField(default=list)
    removed_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering: ClassVar = ["-removed_at", "-pk"]

    def __str__(self) -> str:
        return f"application {self.application}"
