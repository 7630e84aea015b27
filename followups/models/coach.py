"""A coach's notes, nudges and policy changes for a client."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from followups.timing.policy.named import NAMED


class CoachNote(models.Model):
    """A coach's note on a client: for coaches only, or shared with the client.

    ``scopes`` are those of its author's grant; another coach of the client may read the note only
    if their grant has all of them.
    """

    OWNER_PATH = "client"

    client = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="coach_notes",
        verbose_name=_("client"),
    )
    coach = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notes_on_clients"
    )
    token = models.UUIDField(default=uuid.uuid4, editable=False)
    text = models.TextField(_("note"), max_length=5000)
    shared = models.BooleanField(
        _("shared with the client"),
        default=False,
        help_text=_("Otherwise only this client’s coaches read it."),
    )
    scopes = models.JSONField(default=list, editable=False)
    written_at = models.DateTimeField(_("written"))

    class Meta:
        verbose_name = _("note on a client")
        verbose_name_plural = _("notes on clients")
        ordering: ClassVar = ["-written_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["coach", "token"], name="coach_note_token_once"),
            models.CheckConstraint(condition=~Q(text=""), name="coach_note_has_text"),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Nudge(models.Model):
    """A coach's message, shown on the client's Today and in their digest."""

    OWNER_PATH = "client"

    client = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="nudges",
        verbose_name=_("client"),
    )
    coach = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="nudges_given"
    )
    token = models.UUIDField(default=uuid.uuid4, editable=False)
    text = models.CharField(_("message"), max_length=400)
    at = models.DateTimeField(_("given"))
    shown_until = models.DateTimeField(_("shown until"))
    read_at = models.DateTimeField(_("put away"), null=True, blank=True)

    class Meta:
        verbose_name = _("nudge")
        verbose_name_plural = _("nudges")
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["coach", "token"], name="nudge_token_once"),
            models.CheckConstraint(condition=~Q(text=""), name="nudge_has_text"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["client", "shown_until"],
                name="nudge_shown",
                condition=Q(read_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]


class PolicyChange(models.Model):
    """A policy set by a coach, with the previous one so that the client can revert."""

    OWNER_PATH = "client"

    client = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="policy_changes"
    )
    coach = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    coach_name = models.CharField(max_length=254)
    previous_base = models.CharField(max_length=20)
    previous_changes = models.JSONField(default=dict, blank=True)
    base = models.CharField(_("policy"), max_length=20)
    changes = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField(_("set"))
    resolved_at = models.DateTimeField(_("kept or taken back"), null=True, blank=True)

    class Meta:
        verbose_name = _("policy set by a coach")
        verbose_name_plural = _("policies set by coaches")
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["client"],
                condition=Q(resolved_at__isnull=True),
                name="policy_change_one_open",
            )
        ]

    def __str__(self) -> str:
        return self.base

    @property
    def title(self) -> str:
        """The named policy's title, in the reader's language."""
        return gettext(NAMED[self.base].title) if self.base in NAMED else self.base

    @property
    def before_title(self) -> str:
        """The previous policy's title, in the reader's language."""
        known = self.previous_base in NAMED
        return gettext(NAMED[self.previous_base].title) if known else self.previous_base
