"""The dated facts of an application, apart from interviews and messages."""

import uuid
from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.models.application import PAY_DIGITS, PAY_PLACES, Application, Stage
from jobtracker.validators import validate_day, validate_length, validate_moment
from references.models import Reference

NO_OFFER = Q(
    answer_by__isnull=True,
    pay__isnull=True,
    pay_currency="",
    pay_period="",
    starts_on__isnull=True,
)
ABOUT_REFERENCE = ("reference_chosen", "reference_contacted", "reference_letter")


class Event(models.Model):
    """Something that happened at an instant. The rules ignore moves and notes.

    ``has_list`` belongs to a request for references; ``answer_by``, pay and ``starts_on`` belong to
    an offer.
    """

    OWNER_PATH = "application__owner"

    class Kind(models.TextChoices):
        APPLIED = "applied", _("Applied")
        CONFIRMATION = "confirmation", _("Automatic confirmation")
        EMPLOYER_REPLY = "employer_reply", _("They replied")
        TIMELINE_GIVEN = "timeline_given", _("They gave a date")
        NO_CONTACT_REQUESTED = "no_contact_requested", _("They said: we will call you")
        REFERENCES_REQUESTED = "references_requested", _("They asked for references")
        REFERENCE_CHOSEN = "reference_chosen", _("Reference chosen")
        REFERENCE_CONTACTED = "reference_contacted", _("They contacted a reference")
        REFERENCE_LETTER = "reference_letter", _("A reference wrote a letter")
        OUTCOME = "outcome", _("Outcome")
        MOVED = "moved", _("Moved")
        NOTE = "note", _("Note")

    class Result(models.TextChoices):
        OFFER = "offer", _("Offer")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        REJECTED = "rejected", _("Rejected")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        NO_RESPONSE = "no_response", _("No response")

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="events")
    token = models.UUIDField(default=uuid.uuid4, editable=False)
    kind = models.CharField(_("what happened"), max_length=20, choices=Kind.choices)
    at = models.DateTimeField(_("when"), validators=[validate_moment])
    news_by = models.DateField(_("news by"), null=True, blank=True, validators=[validate_day])
    ask_on = models.DateField(_("ask again on"), null=True, blank=True, validators=[validate_day])
    reference = models.ForeignKey(
        Reference, on_delete=models.CASCADE, null=True, blank=True, related_name="events"
    )
    result = models.CharField(_("outcome"), max_length=11, choices=Result.choices, blank=True)
    stage = models.CharField(_("stage"), max_length=16, choices=Stage.choices, blank=True)
    has_list = models.BooleanField(_("they have the list already"), default=False)
    answer_by = models.DateField(_("answer by"), null=True, blank=True, validators=[validate_day])
    pay = models.DecimalField(
        _("pay"),
        max_digits=PAY_DIGITS,
        decimal_places=PAY_PLACES,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    pay_currency = models.CharField(_("currency"), max_length=3, blank=True)
    pay_period = models.CharField(
        _("pay period"), max_length=5, choices=Application.PayPeriod.choices, blank=True
    )
    starts_on = models.DateField(_("start date"), null=True, blank=True, validators=[validate_day])
    text = models.TextField(_("note"), blank=True, validators=[validate_length])

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "token"], name="event_token_once"),
            models.CheckConstraint(
                condition=(
                    Q(kind="timeline_given", news_by__isnull=False, ask_on__isnull=True)
                    | Q(kind="timeline_given", news_by__isnull=True, ask_on__isnull=False)
                    | (~Q(kind="timeline_given") & Q(news_by__isnull=True, ask_on__isnull=True))
                ),
                name="event_one_date_of_theirs",
            ),
            models.CheckConstraint(
                condition=(
                    Q(kind__in=ABOUT_REFERENCE, reference__isnull=False)
                    | (~Q(kind__in=ABOUT_REFERENCE) & Q(reference__isnull=True))
                ),
                name="event_reference_fits",
            ),
            models.CheckConstraint(
                condition=(
                    (Q(kind="outcome") & ~Q(result="")) | (~Q(kind="outcome") & Q(result=""))
                ),
                name="event_result_fits",
            ),
            models.CheckConstraint(
                condition=((Q(kind="moved") & ~Q(stage="")) | (~Q(kind="moved") & Q(stage=""))),
                name="event_stage_fits",
            ),
            models.CheckConstraint(
                condition=Q(has_list=False) | Q(kind="references_requested"),
                name="event_list_fits",
            ),
            models.CheckConstraint(
                condition=Q(kind="outcome", result="offer") | NO_OFFER, name="event_offer_fits"
            ),
            models.UniqueConstraint(
                fields=["application", "reference", "at"],
                condition=Q(kind="reference_chosen"),
                name="event_chosen_once_at",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["application", "at"], name="event_by_time")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.at:%Y-%m-%d})"


ANSWERS = (
    Event.Kind.EMPLOYER_REPLY,
    Event.Kind.TIMELINE_GIVEN,
    Event.Kind.NO_CONTACT_REQUESTED,
    Event.Kind.REFERENCES_REQUESTED,
    Event.Kind.REFERENCE_CONTACTED,
)
"""Kinds that show that a person at the employer acted; an automatic confirmation does not."""
