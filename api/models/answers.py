"""Answers that are given again when a request is repeated."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class RememberedAnswer(models.Model):
    """The answer to a request that came with an ``Idempotency-Key``.

    ``fingerprint`` is of the method, the address and the body: another request with the same key is
    refused. Rows are deleted after a week.
    """

    OWNER_PATH = "owner"

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="remembered_answers"
    )
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    headers = models.JSONField(default=dict)
    body = models.TextField(blank=True)
    at = models.DateTimeField(_("when"), db_index=True)

    class Meta:
        verbose_name = _("remembered answer")
        verbose_name_plural = _("remembered answers")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "key"], name="remembered_answer_once")
        ]

    def __str__(self) -> str:
        return self.key
