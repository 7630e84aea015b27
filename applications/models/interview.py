"""An interview and its debrief."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.zones import validate_zone
from applications.models.application import OPEN_STAGES, Application
from jobtracker.validators import validate_length, validate_moment
from references.models import Contact

STANDING = Q(cancelled_at=None, application__stage__in=OPEN_STAGES, application__archived_at=None)
"""Interviews that count: not cancelled, of open applications that are not archived."""


class Interview(models.Model):
    """An interview with the employer. ``time_zone`` is the zone its time was agreed in.

    The rules know its ``kind`` alone; ``type`` names an interview that is no phone screen.

    ``owner`` repeats the application's owner, so that an index finds a user's next interviews.
    """

    OWNER_PATH = "owner"

    class Kind(models.TextChoices):
        PHONE_SCREEN = "phone_screen", _("Phone screen")
        INTERVIEW = "interview", _("Interview")

    class Type(models.TextChoices):
        UNKNOWN = "", _("Interview")
        VIDEO = "video", _("Video interview")
        ON_SITE = "on_site", _("Interview on site")
        PANEL = "panel", _("Panel interview")
        TECHNICAL = "technical", _("Technical interview")
        TASK = "task", _("Task or case study")
        ASSESSMENT = "assessment", _("Assessment day")
        INFORMAL = "informal", _("Informal meeting")
        FINAL = "final", _("Final interview")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        db_index=False,
        editable=False,
    )
    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="interviews"
    )
    token = models.UUIDField(default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.INTERVIEW)
    type = models.CharField(_("type"), max_length=10, choices=Type.choices, blank=True, default="")
    arranged_at = models.DateTimeField(_("arranged"), validators=[validate_moment])
    starts_at = models.DateTimeField(_("starts"), validators=[validate_moment])
    ends_at = models.DateTimeField(_("ends"), validators=[validate_moment])
    time_zone = models.CharField(_("time zone"), max_length=64, validators=[validate_zone])
    place = models.CharField(_("where"), max_length=200, blank=True)
    link = models.URLField(_("video link"), max_length=1000, blank=True)
    interviewers = models.ManyToManyField(
        Contact, verbose_name=_("interviewers"), blank=True, related_name="interviews"
    )
    preparation = models.TextField(_("preparation"), blank=True, validators=[validate_length])
    cancelled_at = models.DateTimeField(
        _("cancelled"), null=True, blank=True, validators=[validate_moment]
    )

    class Meta:
        verbose_name = _("interview")
        verbose_name_plural = _("interviews")
        ordering: ClassVar = ["starts_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "token"], name="interview_token_once"),
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("starts_at")), name="interview_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) | Q(cancelled_at__gte=F("arranged_at")),
                name="interview_cancelled_after_arranged",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["phone_screen", "interview"]), name="interview_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(type="") | Q(kind="interview"), name="interview_type_fits"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["application", "starts_at"], name="interview_by_start"),
            models.Index(fields=["ends_at"], name="interview_by_end"),
            models.Index(fields=["owner", "ends_at"], name="interview_ahead"),
        ]

    def __str__(self) -> str:
        return _("%(kind)s for %(application)s") % {
            "kind": self.kind_name,
            "application": self.application,
        }

    @property
    def kind_name(self) -> str:
        """What it is called: “Phone screen”, “Panel interview”."""
        return interview_name(self.kind, self.type)


def interview_name(kind: str, type_: str) -> str:
    """Return what an interview of this kind and type is called."""
    return str(TYPES[type_] if type_ else KINDS[kind])


KINDS = dict(Interview.Kind.choices)
TYPES = dict(Interview.Type.choices)


class Debrief(models.Model):
    """The seeker's notes after an interview (S0:good-signs, S2:ask-timeline)."""

    OWNER_PATH = "interview__application__owner"

    class Sign(models.TextChoices):
        BODY_LANGUAGE = "body_language", _("Warm body language")
        WHEN_NOT_IF = "when_not_if", _("They said “when”, not “if”")
        CASUAL = "casual", _("The talk turned casual")
        MET_TEAM = "met_team", _("I met others on the team")
        LIKED = "liked", _("They said they liked what they heard")
        VERBAL = "verbal", _("They hinted at a yes")
        PERKS = "perks", _("They spoke of perks")
        SALARY = "salary", _("They asked about salary")
        REFERENCES = "references", _("They asked for my references")

    class Pace(models.TextChoices):
        UNKNOWN = "", _("They did not say")
        QUICK = "quick", _("They want to decide quickly")
        SLOW = "slow", _("They are taking their time")

    class Culture(models.TextChoices):
        UNKNOWN = "", _("Hard to say")
        SCREEN = "screen", _("Screens and chat")
        PAPER = "paper", _("Paper and pen")

    interview = models.OneToOneField(Interview, on_delete=models.CASCADE, related_name="debrief")
    at = models.DateTimeField(_("written"), validators=[validate_moment])
    positive_signs = models.JSONField(_("signs noticed"), default=list, blank=True)
    pace = models.CharField(
        _("their pace"), max_length=5, choices=Pace.choices, blank=True, default=""
    )
    medium_hint = models.CharField(
        _("how they communicate"), max_length=6, choices=Culture.choices, blank=True, default=""
    )
    learned = models.TextField(_("what I learned"), blank=True, validators=[validate_length])
    next_steps = models.TextField(
        _("next steps they named"), blank=True, validators=[validate_length]
    )
    follow_up_contact = models.CharField(_("whom to write to"), max_length=150, blank=True)
    notes = models.TextField(_("anything else"), blank=True, validators=[validate_length])

    class Meta:
        verbose_name = _("debrief")
        verbose_name_plural = _("debriefs")

    def __str__(self) -> str:
        return _("Debrief of %(interview)s") % {"interview": self.interview}


class DebriefTopic(models.Model):
    """What was discussed with one interviewer; their thank-you note starts from it."""

    OWNER_PATH = "debrief__interview__application__owner"

    debrief = models.ForeignKey(Debrief, on_delete=models.CASCADE, related_name="topics")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="topics")
    text = models.TextField(_("what you talked about"), blank=True, validators=[validate_length])

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["debrief", "contact"], name="topic_once_a_person")
        ]

    def __str__(self) -> str:
        return self.text
