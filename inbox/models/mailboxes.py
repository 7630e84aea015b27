"""The ways by which mail arrives by itself."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class PrivateAddress(models.Model):
    """The secret part of the address to which a seeker forwards or copies mails."""

    OWNER_PATH = "owner"

    owner = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="private_address"
    )
    secret = models.CharField(max_length=32, unique=True, editable=False)
    created_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name = _("private address")
        verbose_name_plural = _("private addresses")

    def __str__(self) -> str:
        return str(self.owner)


class Mailbox(models.Model):
    """A mailbox that is read over IMAP: a seeker's own, or without an owner, the site's.

    The site's host and password stand in the settings. ``password`` is encrypted. A worker claims a
    mailbox by a conditional update of ``claimed_until``; ``next_fetch_at`` is when it is due, later
    with each of its ``failures``; null means that it is not fetched until its owner acts.
    ``offered`` is the folders it had when it was connected, each with whether it holds sent mails.
    """

    OWNER_PATH = "owner"

    class Security(models.TextChoices):
        TLS = "tls", _("TLS (port 993)")
        STARTTLS = "starttls", _("STARTTLS (port 143)")

    class Problem(models.TextChoices):
        NONE = "", _("None")
        UNREACHABLE = "unreachable", _("The server can't be reached")
        HOST_REFUSED = "host", _("This host isn't allowed")
        CERTIFICATE = "certificate", _("The server's certificate isn't valid")
        INSECURE = "insecure", _("The server doesn't encrypt the connection")
        LOGIN = "login", _("The server refused the password")
        FOLDER = "folder", _("There is no such folder")
        BROKEN = "broken", _("The connection broke off")
        SECRET = "secret", _("The stored password can't be read any more")

    owner = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="mailbox",
    )
    host = models.CharField(_("IMAP server"), max_length=253)
    port = models.PositiveIntegerField(_("port"), default=993)
    security = models.CharField(
        _("security"), max_length=8, choices=Security.choices, default=Security.TLS
    )
    username = models.CharField(_("user name"), max_length=254)
    password = models.BinaryField(null=True, blank=True, editable=False)
    offered = models.JSONField(_("folders to choose from"), default=list, blank=True)
    connected_at = models.DateTimeField(_("connected"))
    next_fetch_at = models.DateTimeField(_("next fetch"), null=True, blank=True)
    claimed_until = models.DateTimeField(_("claimed until"), null=True, blank=True)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    problem = models.CharField(
        _("problem"), max_length=11, choices=Problem.choices, blank=True, default=""
    )
    failing_since = models.DateTimeField(_("failing since"), null=True, blank=True)
    told_at = models.DateTimeField(_("owner told"), null=True, blank=True)
    fetched_at = models.DateTimeField(_("last fetched"), null=True, blank=True)

    class Meta:
        verbose_name = _("mailbox")
        verbose_name_plural = _("mailboxes")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["host"], condition=Q(owner=None), name="mailbox_one_of_the_site"
            ),
            models.CheckConstraint(
                condition=Q(security__in=["tls", "starttls"]), name="mailbox_is_secure"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_fetch_at"],
                condition=Q(next_fetch_at__isnull=False),
                name="mailbox_due",
            )
        ]

    def __str__(self) -> str:
        return f"{self.username} ({self.host})"


class MailFolder(models.Model):
    """A folder of a mailbox, and how far it was read.

    ``last_uid`` counts under ``uid_validity`` alone: where the server names another, reading begins
    anew, and what was seen before is known by its Message-ID.
    """

    OWNER_PATH = "mailbox__owner"

    class Role(models.TextChoices):
        INBOX = "inbox", _("Emails that arrive")
        SENT = "sent", _("Emails you sent")

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="folders")
    role = models.CharField(_("role"), max_length=5, choices=Role.choices)
    name = models.CharField(_("folder"), max_length=255)
    uid_validity = models.PositiveBigIntegerField(null=True, blank=True)
    last_uid = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("mail folder")
        verbose_name_plural = _("mail folders")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mailbox", "role"], name="mail_folder_once")
        ]

    def __str__(self) -> str:
        return self.name
