"""The user: how they sign in, their calendar, and their emails."""

from datetime import time
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AbstractUser, UserManager
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.zones import validate_zone
from jobtracker.local_formats import LocalFormats
from jobtracker.validators import validate_address

EVERY_DAY = 0b1111111
SATURDAY_AND_SUNDAY = 0b1100000
UTC = ZoneInfo("UTC")


class EmailUserManager(UserManager["User"]):
    """Creates users from an email address alone."""

    def _add(self, email: str, password: str | None, **extra: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **extra)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def create_user(  # type: ignore[override]
        self, email: str, password: str | None = None, **extra: Any
    ) -> "User":
        """Create a user without operator rights."""
        return self._add(email, password, **extra)

    def create_superuser(  # type: ignore[override]
        self, email: str, password: str | None = None, **extra: Any
    ) -> "User":
        """Create an operator with all rights, whose address counts as verified."""
        user = self._add(email, password, is_staff=True, is_superuser=True, **extra)
        addresses = user.emailaddress_set  # type: ignore[attr-defined]
        addresses.create(email=user.email, verified=True, primary=True)
        return user


class User(AbstractUser):
    """A user who signs in by email: a seeker, a coach or an operator.

    ``next_digest_at`` and ``next_review_at`` are the UTC instants of the next daily digest and the
    next weekly review, null if off. ``last_digest_at`` is when the last digest was due and
    ``last_digest_on`` its date, which a change of zone clears: that date may come once more.
    ``digest_days`` has one bit per weekday, Monday the lowest.
    ``weekend`` has one bit per weekday, too. ``country`` is an ISO 3166-1 code and ``region`` a
    subdivision of it, both empty if unknown; ``currency`` is an ISO 4217 code. While the search
    rests, until the start of ``resting_until`` on the seeker's calendar, no email is sent.
    ``second_step_asked_at`` is when a coach or operator was first asked for a second step.
    """

    class Theme(models.TextChoices):
        SYSTEM = "system", _("As the system")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    class TimeFormat(models.TextChoices):
        HOURS_24 = "24", _("18:30")
        HOURS_12 = "12", _("6:30 PM")

    class DateOrder(models.TextChoices):
        DAY_FIRST = "dmy", _("Day, month, year")
        MONTH_FIRST = "mdy", _("Month, day, year")
        YEAR_FIRST = "ymd", _("Year, month, day")

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField(_("email address"), unique=True, validators=[validate_address])
    name = models.CharField(_("name"), max_length=150, blank=True)
    time_zone = models.CharField(
        _("time zone"), max_length=64, default="UTC", validators=[validate_zone]
    )
    language = models.CharField(_("language"), max_length=10, default="en")
    theme = models.CharField(_("theme"), max_length=6, choices=Theme.choices, default=Theme.SYSTEM)
    country = models.CharField(_("country"), max_length=2, blank=True)
    region = models.CharField(_("region"), max_length=40, blank=True)
    weekend = models.PositiveSmallIntegerField(
        _("weekend"), default=SATURDAY_AND_SUNDAY, validators=[MaxValueValidator(EVERY_DAY)]
    )
    week_starts_on = models.PositiveSmallIntegerField(
        _("first day of the week"), default=0, validators=[MaxValueValidator(6)]
    )
    time_format = models.CharField(
        _("time format"), max_length=2, choices=TimeFormat.choices, default=TimeFormat.HOURS_24
    )
    date_order = models.CharField(
        _("order of dates"), max_length=3, choices=DateOrder.choices, default=DateOrder.DAY_FIRST
    )
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    resting_until = models.DateField(_("the search rests until"), null=True, blank=True)
    resting_since = models.DateTimeField(null=True, blank=True, editable=False)
    is_coach = models.BooleanField(_("is a career coach"), default=False)

    digest_on = models.BooleanField(_("daily digest"), default=True)
    digest_at = models.TimeField(_("digest time"), default=time(8))
    digest_days = models.PositiveSmallIntegerField(
        _("digest days"), default=EVERY_DAY, validators=[MaxValueValidator(EVERY_DAY)]
    )
    digest_when_empty = models.BooleanField(_("send a digest on empty days too"), default=False)
    next_digest_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_digest_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_digest_on = models.DateField(null=True, blank=True, editable=False)
    next_review_at = models.DateTimeField(null=True, blank=True, editable=False)
    weekly_review_day = models.PositiveSmallIntegerField(
        _("weekly review on"), null=True, blank=True, default=6, validators=[MaxValueValidator(6)]
    )
    caseload_day = models.PositiveSmallIntegerField(
        _("weekly mail about clients on"),
        null=True,
        blank=True,
        default=0,
        validators=[MaxValueValidator(6)],
    )
    next_caseload_at = models.DateTimeField(null=True, blank=True, editable=False)
    second_step_asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    thank_you_notice = models.BooleanField(_("a mail soon after each interview"), default=True)
    quiet_from = models.TimeField(_("quiet from"), default=time(21))
    quiet_until = models.TimeField(_("quiet until"), default=time(8))

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[EmailUserManager] = EmailUserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
            models.CheckConstraint(
                condition=models.Q(digest_days__lte=EVERY_DAY), name="user_digest_days"
            ),
            models.CheckConstraint(condition=models.Q(weekend__lte=EVERY_DAY), name="user_weekend"),
            models.CheckConstraint(
                condition=models.Q(week_starts_on__lte=6), name="user_week_starts_on"
            ),
            models.CheckConstraint(
                condition=models.Q(weekly_review_day__isnull=True)
                | models.Q(weekly_review_day__lte=6),
                name="user_weekly_review_day",
            ),
            models.CheckConstraint(
                condition=models.Q(caseload_day__isnull=True) | models.Q(caseload_day__lte=6),
                name="user_caseload_day",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_digest_at"],
                name="user_next_digest",
                condition=models.Q(next_digest_at__isnull=False),
            ),
            models.Index(
                fields=["next_review_at"],
                name="user_next_review",
                condition=models.Q(next_review_at__isnull=False),
            ),
            models.Index(
                fields=["next_caseload_at"],
                name="user_next_caseload",
                condition=models.Q(next_caseload_at__isnull=False),
            ),
            models.Index(
                fields=["resting_until"],
                name="user_resting",
                condition=models.Q(resting_until__isnull=False),
            ),
            models.Index(
                fields=["id"],
                name="user_digest_unscheduled",
                condition=models.Q(next_digest_at__isnull=True, digest_on=True, digest_days__gt=0),
            ),
            models.Index(
                fields=["id"],
                name="user_review_unscheduled",
                condition=models.Q(next_review_at__isnull=True, weekly_review_day__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def zone(self) -> ZoneInfo:
        """The user's time zone, on whose calendar days are counted.

        UTC if this machine does not know it: pages still open, and the settings ask for another.
        """
        return self._known_zone or UTC

    @property
    def formats(self) -> LocalFormats:
        """How the user is used to see dates and times."""
        return LocalFormats(self.date_order, self.time_format, self.week_starts_on, self.currency)

    @property
    def has_known_zone(self) -> bool:
        """Whether this machine knows the time zone; without it no plan or email time is right."""
        return self._known_zone is not None

    @property
    def _known_zone(self) -> ZoneInfo | None:
        """None if this machine has no zone of that name: it was stored on another."""
        try:
            return ZoneInfo(self.time_zone)
        except (KeyError, ValueError, OSError):
            return None

    def get_full_name(self) -> str:
        """The name as signed in notes."""
        return self.name

    def get_short_name(self) -> str:
        """The name Django's admin greets the user by."""
        return self.name.split(" ")[0] if self.name else self.email
