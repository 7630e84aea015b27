"""An application for one job, and its stage."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from jobtracker.model_fields import NameKeyField
from jobtracker.validators import validate_day, validate_length
from references.models import Company, Contact

PAY_DIGITS, PAY_PLACES = 15, 2
"""Room for a year's pay in rupiah and for an hour's in pence."""


class Stage(models.TextChoices):
    """The stage of an application, in the order of the board."""

    SAVED = "saved", _("Saved")
    APPLIED = "applied", _("Applied")
    SCREENING = "screening", _("Screening")
    INTERVIEWING = "interviewing", _("Interviewing")
    REFERENCE_CHECK = "reference_check", _("Reference check")
    OFFER = "offer", _("Offer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    NO_RESPONSE = "no_response", _("No response")


CLOSED_STAGES = (
    Stage.ACCEPTED,
    Stage.DECLINED,
    Stage.REJECTED,
    Stage.WITHDRAWN,
    Stage.NO_RESPONSE,
)
OPEN_STAGES = tuple(stage for stage in Stage if stage not in CLOSED_STAGES)
RUNNING_STAGES = tuple(stage for stage in OPEN_STAGES if stage != Stage.SAVED)
"""Stages in which the employer has something to decide, or waits for an answer."""


class Tag(models.Model):
    """A seeker's own label for a group of applications."""

    OWNER_PATH = "owner"

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tags"
    )
    name = models.CharField(_("name"), max_length=40)
    key = NameKeyField()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering: ClassVar = [Lower("name")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "key"], name="tag_key_once"),
            models.CheckConstraint(condition=~Q(name=""), name="tag_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Application(models.Model):
    """An application for one job. ``token`` makes adding it safe to repeat."""

    OWNER_PATH = "owner"

    class PayPeriod(models.TextChoices):
        YEAR = "year", _("a year")
        MONTH = "month", _("a month")
        WEEK = "week", _("a week")
        DAY = "day", _("a day")
        HOUR = "hour", _("an hour")

    class Place(models.TextChoices):
        UNKNOWN = "", _("Not said")
        ON_SITE = "on_site", _("On site")
        HYBRID = "hybrid", _("Hybrid")
        REMOTE = "remote", _("Remote")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="applications"
    )
    token = models.UUIDField(default=uuid.uuid4, editable=False)
    company = models.ForeignKey(Company, on_delete=models.RESTRICT, related_name="applications")
    title = models.CharField(_("job title"), max_length=200)
    stage = models.CharField(_("stage"), max_length=16, choices=Stage.choices, default=Stage.SAVED)
    interest = models.PositiveSmallIntegerField(
        _("interest"), default=3, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    pay_min = models.DecimalField(
        _("pay from"),
        max_digits=PAY_DIGITS,
        decimal_places=PAY_PLACES,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    pay_max = models.DecimalField(
        _("pay to"),
        max_digits=PAY_DIGITS,
        decimal_places=PAY_PLACES,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    pay_currency = models.CharField(_("currency"), max_length=3, blank=True)
    pay_period = models.CharField(
        _("pay period"), max_length=5, choices=PayPeriod.choices, default=PayPeriod.YEAR
    )
    source = models.CharField(_("found through"), max_length=100, blank=True)
    referred_by = models.ForeignKey(
        Contact,
        verbose_name=_("referred by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="referrals",
    )
    closes_on = models.DateField(
        _("closing date"), null=True, blank=True, validators=[validate_day]
    )
    location = models.CharField(_("location"), max_length=150, blank=True)
    place = models.CharField(
        _("place of work"), max_length=7, choices=Place.choices, blank=True, default=""
    )
    posting_url = models.URLField(_("link to the posting"), max_length=1000, blank=True)
    posting_text = models.TextField(
        _("text of the posting"), blank=True, validators=[validate_length]
    )
    notes = models.TextField(_("notes"), blank=True, validators=[validate_length])
    tags = models.ManyToManyField(Tag, verbose_name=_("tags"), blank=True, related_name="tagged")
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(editable=False)
    updated_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering: ClassVar = ["-updated_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "token"], name="application_token_once"),
            models.CheckConstraint(condition=~Q(title=""), name="application_has_title"),
            models.CheckConstraint(
                condition=Q(interest__gte=1, interest__lte=5), name="application_interest"
            ),
            models.CheckConstraint(
                condition=Q(pay_min__isnull=True)
                | Q(pay_max__isnull=True)
                | Q(pay_min__lte=models.F("pay_max")),
                name="application_pay_order",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=Stage.values), name="application_stage_known"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["owner", "-updated_at", "-id"], name="application_recent"),
            models.Index(fields=["owner", "stage"], name="application_stage"),
            models.Index(
                fields=["owner", "archived_at", "-updated_at", "-id"], name="application_in_order"
            ),
        ]

    def __str__(self) -> str:
        return _("%(title)s at %(company)s") % {"title": self.title, "company": self.company.name}

    @property
    def is_closed(self) -> bool:
        """Whether the application is closed, so that no follow-up is needed."""
        return self.stage in CLOSED_STAGES
