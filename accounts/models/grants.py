"""Which coaches may see a seeker's search, and the log of who looked."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jobtracker.validators import validate_address

SCOPES = ("sees_notes", "sees_pay", "sees_documents", "sees_contacts")
"""What a seeker may allow beyond the pipeline and the reminders."""


class GrantQuerySet(models.QuerySet["CoachGrant"]):
    """Grants, with a filter for those in force."""

    def live(self, now: datetime) -> "GrantQuerySet":
        """Return the grants that give a coach access at ``now`` (aware)."""
        return self.filter(
            coach__is_active=True,
            coach__is_coach=True,
            seeker__is_active=True,
            accepted_at__isnull=False,
            ended_at__isnull=True,
            expires_at__gt=now,
        )

    def to_mailbox(self, email: str) -> "GrantQuerySet":
        """Return the grants whose address is ``email``, whatever case or plus-tag it has."""
        local, domain = _mailbox(email)
        tagged = Q(email__istartswith=f"{local}+", email__iendswith=f"@{domain}")
        return self.filter(tagged | Q(email__iexact=f"{local}@{domain}"))


def _mailbox(email: str) -> tuple[str, str]:
    """Return the two sides of an address, without what follows a plus: one person reads both."""
    local, _at, domain = email.rpartition("@")
    return local.partition("+")[0] or local, domain


class CoachGrant(models.Model):
    """A coach's access to a seeker's search; at first an invitation from either of them.

    ``email`` is the invited address; the invited user is null until they accept. ``expires_at`` is
    a UTC instant. A grant that has ended is never reopened.
    """

    OWNER_PATH = "seeker"

    seeker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="coach_grants",
        verbose_name=_("client"),
    )
    coach = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="client_grants",
        verbose_name=_("coach"),
    )
    email = models.EmailField(_("invited address"), validators=[validate_address])
    token = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    by_coach = models.BooleanField(_("the coach invited"), default=False)
    sees_notes = models.BooleanField(_("notes and texts"), default=False)
    sees_pay = models.BooleanField(_("pay"), default=False)
    sees_documents = models.BooleanField(_("documents"), default=False)
    sees_contacts = models.BooleanField(_("contact details of references"), default=False)
    months = models.PositiveSmallIntegerField(_("months"), default=6)
    invited_at = models.DateTimeField(_("invited"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    expires_at = models.DateTimeField(_("until"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("access of a coach")
        verbose_name_plural = _("accesses of coaches")
        ordering: ClassVar = ["-invited_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(seeker__isnull=False) | Q(coach__isnull=False),
                name="grant_from_somebody",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True)
                | Q(seeker__isnull=False, coach__isnull=False, expires_at__isnull=False),
                name="grant_accepted_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(seeker=models.F("coach")), name="grant_between_two_people"
            ),
            models.UniqueConstraint(
                fields=["seeker", "coach"],
                condition=Q(ended_at__isnull=True, accepted_at__isnull=False),
                name="grant_once_a_pair",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["coach", "expires_at"],
                name="grant_of_coach",
                condition=Q(ended_at__isnull=True, accepted_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.seeker or self.email} / {self.coach or self.email}"

    @property
    def scopes(self) -> frozenset[str]:
        """What the coach may see beyond the pipeline and the reminders."""
        return frozenset(name for name in SCOPES if getattr(self, name))


class AccessLog(models.Model):
    """A record that someone else looked at something of the seeker's; never changed.

    ``viewer_name`` outlives the viewer's account. A list is logged once per viewer and ``day`` (the
    seeker's), a page about one client each time. ``reason`` is what an operator typed.
    """

    OWNER_PATH = "seeker"

    class What(models.TextChoices):
        CASELOAD = "caseload", _("Your line in the list of clients")
        SHEET = "sheet", _("Your line in the list of clients, taken along as a file")
        LIST = "list", _("Your rows in a list over all clients")
        CLIENT = "client", _("Your search as a whole")
        APPLICATION = "application", _("An application")
        INTERVIEW = "interview", _("An interview")
        REMINDER = "reminder", _("A reminder")
        REFERENCE = "reference", _("A reference")
        DOCUMENT = "document", _("A document")
        POLICY = "policy", _("Your policy, and what another would change")
        COMPARISON = "comparison", _("What the coming month holds under each policy")
        MAIL = "mail", _("Your line in the weekly mail to your coach")
        OPERATOR = "operator", _("Opened by an operator of the site")

    seeker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="access_log"
    )
    viewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="looks"
    )
    viewer_name = models.CharField(_("who"), max_length=254)
    what = models.CharField(_("what"), max_length=11, choices=What.choices)
    about = models.CharField(_("which"), max_length=300, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    day = models.DateField(null=True, blank=True)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("look")
        verbose_name_plural = _("looks")
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["seeker", "viewer", "what", "day"], name="look_at_a_list_once_a_day"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["seeker", "-at"], name="look_recent")]

    def __str__(self) -> str:
        return f"{self.viewer_name}: {self.what}"


class Programme(models.Model):
    """A university or an outplacement firm: coaches and seekers grouped by an operator.

    Membership gives nobody access to anyone's data.
    """

    name = models.CharField(_("name"), max_length=150, unique=True)
    people = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Membership", related_name="programmes"
    )

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A user's membership and role in a programme."""

    class Role(models.TextChoices):
        SEEKER = "seeker", _("Seeker")
        COACH = "coach", _("Coach")
        LEAD = "lead", _("Lead coach")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=6, choices=Role.choices, default=Role.SEEKER)

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering: ClassVar = ["programme", "role", "person"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "person"], name="member_once")
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_role_display()})"
