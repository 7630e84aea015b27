"""Resumes and cover letters, as files, and the applications they were sent with."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.models.application import Application


def stored_at(document: "Document", filename: str) -> str:
    """The storage path of a file: nothing of the uploaded name is used."""
    return f"documents/{document.owner_id}/{uuid.uuid4()}"


class Document(models.Model):
    """A file of the seeker. It is stored outside the static root and served by a view only."""

    OWNER_PATH = "owner"

    class Kind(models.TextChoices):
        RESUME = "resume", _("Resume")
        COVER_LETTER = "cover_letter", _("Cover letter")
        OTHER = "other", _("Other")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="documents"
    )
    token = models.UUIDField(default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.RESUME)
    name = models.CharField(_("name"), max_length=120)
    file = models.FileField(_("file"), upload_to=stored_at, max_length=200)
    filename = models.CharField(_("file name"), max_length=160)
    content_type = models.CharField(max_length=80, editable=False)
    size = models.PositiveIntegerField(_("size in bytes"), editable=False)
    uploaded_at = models.DateTimeField(_("uploaded"), editable=False)
    applications = models.ManyToManyField(Application, blank=True, related_name="documents")

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering: ClassVar = ["-uploaded_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "token"], name="document_token_once"),
            models.CheckConstraint(condition=~Q(name=""), name="document_has_name"),
        ]

    def __str__(self) -> str:
        return self.name
