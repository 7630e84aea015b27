"""Mails and calendar files as they came."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from applications.models import Application

KEY_LENGTH = 64


class ReceivedFile(models.Model):
    """A mail or a calendar file that arrived, once for each seeker, whichever way it came.

    Of what a program of the seeker's proposes there is no content, only the key.

    ``key`` is a digest of its Message-ID (of a calendar file, of its event), so that it is known
    again after ``content``, which is encrypted, is deleted at ``delete_at``. ``read_at`` is when it
    was read; null means that it waits to be read. ``application`` is where it was logged: later
    mails of the thread belong there.
    """

    OWNER_PATH = "owner"

    class Way(models.TextChoices):
        UPLOAD = "upload", _("Dropped or pasted")
        ADDRESS = "address", _("Your private address")
        MAILBOX = "mailbox", _("Your mailbox")
        SENT = "sent", _("Your sent email")
        PROGRAM = "program", _("Your program or assistant")

    class Format(models.TextChoices):
        MAIL = "mail", _("Email")
        CALENDAR = "calendar", _("Calendar file")
        PROPOSAL = "proposal", _("Proposal")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="received_files"
    )
    key = models.CharField(max_length=KEY_LENGTH, editable=False)
    way = models.CharField(_("how it came"), max_length=7, choices=Way.choices)
    format = models.CharField(_("format"), max_length=8, choices=Format.choices)
    content = models.BinaryField(null=True, blank=True, editable=False)
    arrived_at = models.DateTimeField(_("arrived"))
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    delete_at = models.DateTimeField(_("content deleted"))
    application = models.ForeignKey(
        Application, on_delete=models.SET_NULL, null=True, blank=True, related_name="received_files"
    )

    class Meta:
        verbose_name = _("received file")
        verbose_name_plural = _("received files")
        ordering: ClassVar = ["-arrived_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "key"], name="received_file_once"),
            models.CheckConstraint(
                condition=models.Q(way__in=["upload", "address", "mailbox", "sent", "program"]),
                name="received_file_way_known",
            ),
            models.CheckConstraint(
                condition=models.Q(format__in=["mail", "calendar", "proposal"]),
                name="received_file_format_known",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["arrived_at"],
                condition=models.Q(read_at=None),
                name="received_file_unread",
            ),
            models.Index(
                fields=["delete_at"],
                condition=models.Q(content__isnull=False),
                name="received_file_to_delete",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_format_display()} ({self.arrived_at:%Y-%m-%d})"
