"""Drafts of notes, and the seeker's own templates."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from applications.models import Application, Interview, Message
from jobtracker.validators import validate_length
from references.models import Contact, Reference


class NoteDraft(models.Model):
    """An unsent note: one per purpose, recipient and subject.

    It is not tied to a reminder: a draft written early is found again when the reminder opens.
    """

    OWNER_PATH = "owner"

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="note_drafts"
    )
    purpose = models.CharField(_("purpose"), max_length=19, choices=Message.Purpose.choices)
    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, null=True, blank=True, related_name="drafts"
    )
    interview = models.ForeignKey(
        Interview, on_delete=models.CASCADE, null=True, blank=True, related_name="drafts"
    )
    contact = models.ForeignKey(
        Contact, on_delete=models.CASCADE, null=True, blank=True, related_name="drafts"
    )
    reference = models.ForeignKey(
        Reference, on_delete=models.CASCADE, null=True, blank=True, related_name="drafts"
    )
    channel = models.CharField(_("channel"), max_length=11, choices=Message.Channel.choices)
    subject = models.CharField(_("subject"), max_length=250, blank=True)
    body = models.TextField(_("text"), blank=True, validators=[validate_length])
    updated_at = models.DateTimeField(_("kept"))

    class Meta:
        verbose_name = _("note begun")
        verbose_name_plural = _("notes begun")
        ordering: ClassVar = ["-updated_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(application__isnull=False) | Q(reference__isnull=False),
                name="note_draft_belongs_somewhere",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["owner", "purpose", "application"], name="note_draft_by_purpose"),
        ]

    def __str__(self) -> str:
        return self.subject or self.get_purpose_display()


class NoteTemplate(models.Model):
    """A seeker's own wording for notes of one purpose; ``{words}`` are filled from facts."""

    OWNER_PATH = "owner"

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="note_templates"
    )
    token = models.UUIDField(default=uuid.uuid4, editable=False)
    purpose = models.CharField(_("purpose"), max_length=19, choices=Message.Purpose.choices)
    name = models.CharField(_("name"), max_length=80)
    subject = models.CharField(_("subject"), max_length=250, blank=True)
    body = models.TextField(_("text"), max_length=10_000)

    class Meta:
        verbose_name = _("note template")
        verbose_name_plural = _("note templates")
        ordering: ClassVar = ["purpose", Lower("name"), "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "token"], name="note_template_token_once"),
            models.UniqueConstraint(
                "owner", "purpose", Lower("name"), name="note_template_name_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="note_template_has_name"),
        ]

    def __str__(self) -> str:
        return self.name
