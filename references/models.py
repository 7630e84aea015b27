"""Companies, contacts, and references with their consent."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from jobtracker.model_fields import NameKeyField
from jobtracker.validators import validate_address, validate_day, validate_length


class Company(models.Model):
    """An employer that the seeker applies to, or that a contact works for."""

    OWNER_PATH = "owner"

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="companies"
    )
    name = models.CharField(_("name"), max_length=200)
    key = NameKeyField()
    website = models.URLField(_("website"), blank=True)
    notes = models.TextField(_("notes"), blank=True, validators=[validate_length])

    class Meta:
        verbose_name = _("company")
        verbose_name_plural = _("companies")
        ordering: ClassVar = [Lower("name")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "key"], name="company_key_once"),
            models.CheckConstraint(condition=~Q(name=""), name="company_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Contact(models.Model):
    """A person the seeker knows: an interviewer, a recruiter, a former colleague."""

    OWNER_PATH = "owner"

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="contacts"
    )
    token = models.UUIDField(default=uuid.uuid4, editable=False)
    company = models.ForeignKey(
        Company, on_delete=models.SET_NULL, null=True, blank=True, related_name="contacts"
    )
    name = models.CharField(_("name"), max_length=150)
    role = models.CharField(_("role"), max_length=150, blank=True)
    email = models.EmailField(_("email"), blank=True, validators=[validate_address])
    phone = models.CharField(_("phone"), max_length=50, blank=True)
    link = models.URLField(_("profile link"), blank=True)
    notes = models.TextField(_("notes"), blank=True, validators=[validate_length])

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering: ClassVar = [Lower("name"), "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "token"], name="contact_token_once"),
            models.CheckConstraint(condition=~Q(name=""), name="contact_has_name"),
        ]
        indexes: ClassVar = [models.Index("owner", Lower("name"), name="contact_by_name")]

    def __str__(self) -> str:
        return self.name


class Reference(models.Model):
    """A contact who may vouch for the seeker, and what they agreed to.

    All dates are on the seeker's calendar. ``last_contact_on`` is the seeker's own entry; messages
    logged in the product count as well.
    """

    OWNER_PATH = "contact__owner"

    class Consent(models.TextChoices):
        NOT_ASKED = "not_asked", _("Not asked")
        ASKED = "asked", _("Asked")
        AGREED = "agreed", _("Agreed")
        DECLINED = "declined", _("Declined")

    contact = models.OneToOneField(Contact, on_delete=models.CASCADE, related_name="reference")
    relationship = models.CharField(_("how they know you"), max_length=200, blank=True)
    speaks_about = models.TextField(
        _("points they can speak about"), blank=True, validators=[validate_length]
    )
    consent = models.CharField(
        _("consent"), max_length=9, choices=Consent.choices, default=Consent.NOT_ASKED
    )
    asked_on = models.DateField(_("asked on"), null=True, blank=True, validators=[validate_day])
    agreed_on = models.DateField(_("agreed on"), null=True, blank=True, validators=[validate_day])
    declined_on = models.DateField(
        _("declined on"), null=True, blank=True, validators=[validate_day]
    )
    last_contact_on = models.DateField(
        _("last contact"), null=True, blank=True, validators=[validate_day]
    )
    job_hunting_since = models.DateField(
        _("looking for work since"), null=True, blank=True, validators=[validate_day]
    )

    class Meta:
        verbose_name = _("reference")
        verbose_name_plural = _("references")
        ordering: ClassVar = [Lower("contact__name"), "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(agreed_on__isnull=True) | Q(consent="agreed"),
                name="reference_agreed_on_fits",
            ),
            models.CheckConstraint(
                condition=Q(declined_on__isnull=True) | Q(consent="declined"),
                name="reference_declined_on_fits",
            ),
            models.CheckConstraint(
                condition=Q(asked_on__isnull=True) | ~Q(consent="not_asked"),
                name="reference_asked_on_fits",
            ),
        ]

    def __str__(self) -> str:
        return self.contact.name
