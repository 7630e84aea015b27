"""Reminders and held-back rows."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.models import Application, Interview
from references.models import Contact, Reference


class Reminder(models.Model):
    """A note or an action that the timing rules ask for.

    ``next_at`` is the UTC instant at which the beat updates the row next: when a planned reminder
    opens, a snoozed one wakes, or an open one lapses; null if never. ``key`` is stable across
    replans, and unique within ``scope``: an application ("a12"), a reference ("r5") or the seeker
    ("seeker"). ``catch_up`` marks one that fell due before the seeker could be told: its history
    was entered late, or the search was resting. It is never overdue. ``set_aside`` gathers such a
    one under *Catch up*, apart from the queue, until the seeker picks it.
    """

    OWNER_PATH = "owner"

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        OPEN = "open", _("Open")
        SNOOZED = "snoozed", _("Later")
        DONE = "done", _("Done")
        DISMISSED = "dismissed", _("Not needed")
        SETTLED = "settled", _("Settled")
        LAPSED = "lapsed", _("Lapsed")

    LIVE = (State.PLANNED, State.OPEN, State.SNOOZED)
    BY_HAND = (State.DONE, State.DISMISSED)
    INTERVIEW_NOTES = ("screen.follow_up", "interview.thank_you")
    """Rules whose notes stay in the queue, however late they are."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminders"
    )
    scope = models.CharField(max_length=24)
    key = models.CharField(max_length=700)
    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, null=True, blank=True, related_name="reminders"
    )
    interview = models.ForeignKey(
        Interview, on_delete=models.CASCADE, null=True, blank=True, related_name="reminders"
    )
    contact = models.ForeignKey(
        Contact, on_delete=models.CASCADE, null=True, blank=True, related_name="reminders"
    )
    reference = models.ForeignKey(
        Reference, on_delete=models.CASCADE, null=True, blank=True, related_name="reminders"
    )
    rule = models.CharField(_("rule"), max_length=40)
    opens_at = models.DateTimeField(_("opens"))
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    lapses_at = models.DateTimeField(_("lapses"), null=True, blank=True)
    optional = models.BooleanField(_("optional"), default=False)
    sources = models.JSONField(_("sources"), default=list)
    reason = models.JSONField(_("reason"), default=dict)
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.PLANNED)
    next_at = models.DateTimeField(null=True, blank=True, editable=False)
    snoozed_until = models.DateTimeField(_("until"), null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    catch_up = models.BooleanField(default=False, editable=False)
    set_aside = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering: ClassVar = ["opens_at", "key"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "scope", "key"], name="reminder_key_once"),
            models.CheckConstraint(
                condition=Q(application__isnull=False)
                | Q(reference__isnull=False)
                | Q(scope="seeker"),
                name="reminder_belongs_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "planned",
                        "open",
                        "snoozed",
                        "done",
                        "dismissed",
                        "settled",
                        "lapsed",
                    ]
                ),
                name="reminder_state_known",
            ),
            models.CheckConstraint(
                condition=Q(set_aside=False) | Q(catch_up=True), name="reminder_set_aside"
            ),
            models.CheckConstraint(
                condition=~Q(state="snoozed") | Q(snoozed_until__isnull=False),
                name="reminder_snoozed_until",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_at"],
                name="reminder_next",
                condition=Q(next_at__isnull=False),
            ),
            models.Index(
                fields=[
                    *("owner", "state", "optional", "opens_at"),
                    *("due_at", "lapses_at", "snoozed_until", "catch_up", "set_aside"),
                ],
                name="reminder_queue",
            ),
            models.Index(fields=["application", "state"], name="reminder_of_application"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def person(self) -> str:
        """The name of the person it is about; empty if there is none."""
        if self.reference:
            return self.reference.contact.name
        return self.contact.name if self.contact else ""

    @property
    def job(self) -> str:
        """The title of the job; empty for a reminder about a person only."""
        return self.application.title if self.application else ""

    @property
    def company(self) -> str:
        """The name of the company; empty for a reminder about a person only."""
        return self.application.company.name if self.application else ""


class HeldBack(models.Model):
    """Why there is nothing to do: a guard that holds a rule back.

    ``until`` is a UTC instant or null; from ``expires_at`` on, the row is no longer shown.
    """

    OWNER_PATH = "owner"

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="held_back"
    )
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="held_back")
    reference = models.ForeignKey(
        Reference, on_delete=models.CASCADE, null=True, blank=True, related_name="held_back"
    )
    rule = models.CharField(max_length=40)
    guard = models.CharField(_("guard"), max_length=40)
    until = models.DateTimeField(_("until"), null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    sources = models.JSONField(default=list)
    reason = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("held back")
        verbose_name_plural = _("held back")
        ordering: ClassVar = ["application", "rule", "reference", "guard"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application", "rule", "guard", "reference"],
                condition=Q(reference__isnull=False),
                name="held_back_once_a_reference",
            ),
            models.UniqueConstraint(
                fields=["application", "rule", "guard"],
                condition=Q(reference__isnull=True),
                name="held_back_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["owner", "guard", "until", "expires_at"], name="held_back_of_owner"
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.guard}"

    @property
    def company(self) -> str:
        """The name of the company."""
        return self.application.company.name
