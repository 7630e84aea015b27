"""Keys with which a seeker's own programs use the API."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """What a key may do."""

    READ = "read", _("Read everything")
    WRITE = "write", _("Add, change and delete")
    SUGGEST = "suggest", _("Put suggestions into the Inbox")
    CAPTURE = "capture", _("Save jobs from other pages")


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    """Keys, with a filter for those in force."""

    def live(self, now: datetime) -> "ApiKeyQuerySet":
        """Return the keys that open something at ``now`` (aware)."""
        unexpired = Q(expires_at=None) | Q(expires_at__gt=now)
        return self.filter(unexpired, revoked_at=None, owner__is_active=True)


class ApiKey(models.Model):
    """A key of a seeker, shown once and kept as a digest.

    ``hint`` is its first characters, by which its owner knows it. ``token`` makes creating it safe
    to repeat. ``last_used_at`` is written once a minute at most.
    """

    class State(models.TextChoices):
        """Whether a key opens anything."""

        LIVE = "live", _("Active")
        EXPIRED = "expired", _("Expired")
        REVOKED = "revoked", _("Revoked")

    OWNER_PATH = "owner"

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_keys"
    )
    token = models.UUIDField(default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=100)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    hint = models.CharField(_("begins with"), max_length=12, editable=False)
    scopes = models.JSONField(_("may"), default=list)
    created_at = models.DateTimeField(_("created"))
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")
        ordering: ClassVar = ["-created_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "token"], name="api_key_token_once"),
            models.CheckConstraint(condition=~Q(name=""), name="api_key_has_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def state(self, now: datetime) -> "ApiKey.State":
        """Return whether the key opens anything at ``now`` (aware)."""
        if self.revoked_at is not None:
            return self.State.REVOKED
        is_over = self.expires_at is not None and self.expires_at <= now
        return self.State.EXPIRED if is_over else self.State.LIVE

    @property
    def may_labels(self) -> list[str]:
        """What the key may do, in words."""
        return [str(Scope(scope).label) for scope in self.scopes]

    def may(self, scope: str) -> bool:
        """Whether the key has this scope."""
        return scope in self.scopes
