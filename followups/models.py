"""What to do next: reminders, what is held back, digests, policies, heartbeats."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from applications.models import Application, Interview
from followups.calendar_link import CalendarLink  # noqa: F401  (a model of this app)
from followups.coach_models import CoachNote, Nudge, PolicyChange  # noqa: F401  (of this app)
from followups.note_models import NoteDraft, NoteTemplate  # noqa: F401  (models of this app)
from followups.timing.policy_names import NAMED
from references.models import Contact, Reference


class Reminder(models.Model):
    """One note or act that the timing rules ask for, under its lasting key.

    ``next_at`` is the UTC instant at which the beat has something to do with the row: when a
    planned one opens, a snoozed one wakes, an open one lapses; null where there is nothing.
    ``scope`` is the application ("a12") or the reference ("r5") that the key is unique in.
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
    raised_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering: ClassVar = ["opens_at", "key"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "scope", "key"], name="reminder_key_once"),
            models.CheckConstraint(
                condition=Q(application__isnull=False) | Q(reference__isnull=False),
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
                    *("due_at", "lapses_at", "snoozed_until"),
                ],
                name="reminder_queue",
            ),
            models.Index(fields=["application", "state"], name="reminder_of_application"),
        ]

    def __str__(self) -> str:
        return self.key


class HeldBack(models.Model):
    """Why there is nothing to do: one guard that holds a rule back.

    ``until`` is a UTC instant or null; ``hides_at`` is when the row has nothing more to say.
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
    hides_at = models.DateTimeField(null=True, blank=True)
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
            models.Index(fields=["owner", "guard", "until", "hides_at"], name="held_back_of_owner")
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.guard}"


class PolicyChoice(models.Model):
    """The policy a seeker's plan is made with: a named one and changes within the limits."""

    OWNER_PATH = "owner"

    owner = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="policy_choice"
    )
    base = models.CharField(_("policy"), max_length=20, default="balanced")
    changes = models.JSONField(_("changes"), default=dict, blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    set_at = models.DateTimeField(_("set"))

    class Meta:
        verbose_name = _("policy")
        verbose_name_plural = _("policies")

    def __str__(self) -> str:
        return self.base

    @property
    def title(self) -> str:
        """The named policy's title, in the reader's language."""
        return gettext(NAMED[self.base].title) if self.base in NAMED else self.base


class Digest(models.Model):
    """One mail to one person for one day of theirs: claimed, built, sent, marked.

    The unique key (owner, kind, day, about) and the conditional claim see to it that it is sent
    once. ``claimed_until`` is the end of the lease of the process that is at work on it.
    """

    OWNER_PATH = "owner"

    class Kind(models.TextChoices):
        DAILY = "daily", _("Daily digest")
        WEEKLY = "weekly", _("Weekly review")
        NOTICE = "notice", _("Thank-you notice")
        CASELOAD = "coach", _("Weekly mail to a coach")

    class State(models.TextChoices):
        CLAIMED = "claimed", _("Being sent")
        SENT = "sent", _("Sent")
        EMPTY = "empty", _("Nothing to say")
        RETRY = "retry", _("Will be tried again")
        FAILED = "failed", _("Failed")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digests"
    )
    kind = models.CharField(_("kind"), max_length=6, choices=Kind.choices)
    day = models.DateField(_("day"))
    about = models.CharField(max_length=24, blank=True, default="")
    state = models.CharField(_("state"), max_length=7, choices=State.choices)
    claimed_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    retry_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    error = models.TextField(_("what went wrong"), blank=True)

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        ordering: ClassVar = ["-day", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["owner", "kind", "day", "about"], name="digest_once_a_day"
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["state", "claimed_until"],
                name="digest_unfinished",
                condition=Q(state__in=["claimed", "retry"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.day}"


class Heartbeat(models.Model):
    """When a task of the beat last ran, and what it did."""

    task = models.CharField(_("task"), max_length=60, primary_key=True)
    started_at = models.DateTimeField(_("last start"))
    succeeded_at = models.DateTimeField(_("last success"), null=True, blank=True)
    took_ms = models.PositiveIntegerField(_("duration in milliseconds"), null=True, blank=True)
    counts = models.JSONField(_("counts"), default=dict)
    error = models.TextField(_("last error"), blank=True)

    class Meta:
        verbose_name = _("heartbeat")
        verbose_name_plural = _("heartbeats")
        ordering: ClassVar = ["task"]

    def __str__(self) -> str:
        return self.task
