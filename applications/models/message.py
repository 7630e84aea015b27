"""What the seeker sent, to whom and why."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.models.application import Application
from applications.models.interview import Interview
from jobtracker.validators import validate_length, validate_moment
from references.models import Contact, Reference

TO_EMPLOYER = (
    "thank_you",
    "status",
    "references_list",
    "offer_thanks",
    "decline_note",
    "withdraw_note",
)
TO_REFERRER = ("referrer_thank_you", "referrer_outcome")


class Message(models.Model):
    """The record of a note that the seeker sent themselves.

    A note to a reference may belong to no application. The recipient is a contact, a reference or,
    if nobody in particular is named, neither.
    """

    OWNER_PATH = "owner"

    class Purpose(models.TextChoices):
        THANK_YOU = "thank_you", _("Thank-you")
        STATUS = "status", _("Status note")
        REFERENCES_LIST = "references_list", _("List of references")
        OFFER_THANKS = "offer_thanks", _("Thanks for an offer")
        DECLINE_NOTE = "decline_note", _("Declining note")
        WITHDRAW_NOTE = "withdraw_note", _("Withdrawal note")
        REFERRER_THANK_YOU = "referrer_thank_you", _("Thanks for a referral")
        REFERRER_OUTCOME = "referrer_outcome", _("Telling who referred you the outcome")
        ASK_REFERENCE = "ask_reference", _("Asking to be a reference")
        RECONFIRM = "reconfirm", _("Asking a reference again")
        HEADS_UP = "heads_up", _("Heads-up to a reference")
        REFERENCE_THANK_YOU = "reference_thank_you", _("Thanks to a reference")
        REFERENCE_OUTCOME = "reference_outcome", _("Telling a reference the outcome")
        GIFT = "gift", _("Present for a reference")
        KEEP_IN_TOUCH = "keep_in_touch", _("Keeping in touch")
        RECIPROCATE = "reciprocate", _("Offering to be their reference")
        OTHER = "other", _("Something else")

    class Channel(models.TextChoices):
        EMAIL = "email", _("Email")
        HANDWRITTEN = "handwritten", _("Handwritten")
        FORM = "form", _("Their portal or form")
        SPOKEN = "spoken", _("Spoken")
        OTHER = "other", _("Other")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="messages"
    )
    token = models.UUIDField(default=uuid.uuid4, editable=False)
    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, null=True, blank=True, related_name="messages"
    )
    purpose = models.CharField(_("purpose"), max_length=19, choices=Purpose.choices)
    at = models.DateTimeField(_("sent"), validators=[validate_moment])
    contact = models.ForeignKey(
        Contact, on_delete=models.RESTRICT, null=True, blank=True, related_name="messages"
    )
    reference = models.ForeignKey(
        Reference, on_delete=models.CASCADE, null=True, blank=True, related_name="messages"
    )
    interview = models.ForeignKey(
        Interview, on_delete=models.CASCADE, null=True, blank=True, related_name="messages"
    )
    channel = models.CharField(
        _("channel"), max_length=11, choices=Channel.choices, default=Channel.EMAIL
    )
    subject = models.CharField(_("subject"), max_length=250, blank=True)
    body = models.TextField(_("text"), blank=True, validators=[validate_length])

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "token"], name="message_token_once"),
            models.CheckConstraint(
                condition=Q(contact__isnull=True) | Q(reference__isnull=True),
                name="message_one_reader",
            ),
            models.CheckConstraint(
                condition=Q(application__isnull=False) | Q(reference__isnull=False),
                name="message_belongs_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(interview__isnull=True) | Q(application__isnull=False),
                name="message_interview_fits",
            ),
            models.CheckConstraint(
                condition=~Q(purpose__in=TO_EMPLOYER)
                | Q(application__isnull=False, reference__isnull=True),
                name="message_to_employer_fits",
            ),
            models.CheckConstraint(
                condition=~Q(purpose__in=TO_REFERRER)
                | Q(application__isnull=False, contact__isnull=False),
                name="message_to_referrer_fits",
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=[*TO_EMPLOYER, *TO_REFERRER, "other"])
                | Q(reference__isnull=False),
                name="message_to_reference_fits",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["application", "at"], name="message_by_time"),
            models.Index(fields=["reference", "at"], name="message_to_reference"),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} ({self.at:%Y-%m-%d})"
