"""Suggestions: what we read in a mail or calendar file, waiting for the seeker's yes."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.models import Application, Interview
from inbox.models.received import KEY_LENGTH, ReceivedFile
from inbox.proposals import author_of

HOLDS_FOR = timedelta(days=14)
"""How long an unanswered suggestion holds a follow-up back (timing rules: mail_unsorted)."""


class Suggestion(models.Model):
    """One line of what we think happened, and the words that it rests on.

    ``finding`` is what the reader found, as `manage.py read` prints it. ``application`` is the best
    match, and ``matched_by`` how it was found; ``matched_at`` is when it was last looked for. Where
    several may be meant, ``finding["candidates"]`` holds their keys, the likeliest first; of a note
    that the seeker sent it holds ``recipients``, ``purpose`` and ``interview``, too. ``event_key``
    is that of the calendar event it tells of. ``at`` is the earlier of the mail's date and its
    arrival. ``holds_until`` is null where it holds no follow-up back, or holds none any more.
    ``created`` tells what accepting it wrote, so that it can be undone.
    """

    OWNER_PATH = "owner"

    class Kind(models.TextChoices):
        CONFIRMATION = "confirmation", _("Application received")
        REJECTION = "rejection", _("Rejection")
        INTERVIEW_INVITATION = "interview_invitation", _("Interview")
        INTERVIEW_RESCHEDULED = "interview_rescheduled", _("Interview moved")
        INTERVIEW_CANCELLED = "interview_cancelled", _("Interview cancelled")
        OFFER = "offer", _("Offer")
        REFERENCES_REQUESTED = "references_requested", _("References wanted")
        TIMELINE_GIVEN = "timeline_given", _("Date for an answer")
        NO_CONTACT_REQUESTED = "no_contact_requested", _("They asked you not to follow up")
        REPLY = "reply", _("Reply")
        SENT = "sent", _("A note you sent")
        IGNORE = "ignore", _("Not about a job")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for your yes")
        ACCEPTED = "accepted", _("Logged")
        IGNORED = "ignored", _("Ignored")

    class MatchedBy(models.TextChoices):
        NOTHING = "", _("No match")
        THREAD = "thread", _("Earlier email of the same thread")
        EVENT = "event", _("Same calendar event")
        CONTACT = "contact", _("Sender's address")
        DOMAIN = "domain", _("Company's domain")
        NAME = "name", _("Company and job title")
        CHOICE = "choice", _("Your choice")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="suggestions"
    )
    file = models.OneToOneField(ReceivedFile, on_delete=models.CASCADE, related_name="suggestion")
    kind = models.CharField(_("what we think"), max_length=21, choices=Kind.choices)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.WAITING)
    application = models.ForeignKey(
        Application, on_delete=models.SET_NULL, null=True, blank=True, related_name="suggestions"
    )
    matched_by = models.CharField(
        _("matched by"), max_length=7, choices=MatchedBy.choices, blank=True, default=""
    )
    finding = models.JSONField(_("what was read"), default=dict, blank=True)
    matched_at = models.DateTimeField(_("matched"), null=True, blank=True)
    event_key = models.CharField(max_length=KEY_LENGTH, blank=True, default="", editable=False)
    sender = models.EmailField(_("sender"), max_length=254, blank=True)
    at = models.DateTimeField(_("when"))
    holds_until = models.DateTimeField(_("holds follow-ups until"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    created = models.JSONField(_("what was logged"), null=True, blank=True)

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="waiting", answered_at=None)
                | Q(state__in=["accepted", "ignored"], answered_at__isnull=False),
                name="suggestion_answer_fits",
            ),
            models.CheckConstraint(
                condition=Q(holds_until=None) | Q(state="waiting"),
                name="suggestion_holds_while_waiting",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["owner", "state", "-at"], name="suggestion_inbox"),
            models.Index(
                fields=["holds_until"],
                condition=Q(holds_until__isnull=False),
                name="suggestion_holding",
            ),
            models.Index(fields=["owner", "sender"], name="suggestion_by_sender"),
            models.Index(
                fields=["owner", "event_key"], condition=~Q(event_key=""), name="suggestion_event"
            ),
            models.Index(
                fields=["matched_at"],
                condition=Q(application=None, state="waiting"),
                name="suggestion_unmatched",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.at:%Y-%m-%d})"

    @property
    def author(self) -> str:
        """The key of the program that proposed it; empty for what was read in a mail or file."""
        return author_of(self.finding)


class CalendarLink(models.Model):
    """Which interview an event of a calendar file became. ``key`` is a digest of its UID.

    An interview that was moved without a calendar file is known by a digest of its old time.
    ``sequence`` and ``sent_at`` tell the latest version of it: what is older changes nothing.
    """

    OWNER_PATH = "owner"

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_links"
    )
    key = models.CharField(max_length=KEY_LENGTH, editable=False)
    sequence = models.PositiveIntegerField(_("sequence"), default=0)
    sent_at = models.DateTimeField(_("sent"))
    interview = models.ForeignKey(
        Interview, on_delete=models.CASCADE, related_name="calendar_links"
    )

    class Meta:
        verbose_name = _("calendar link")
        verbose_name_plural = _("calendar links")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "key"], name="calendar_link_once")
        ]

    def __str__(self) -> str:
        return str(self.interview)


class IgnoredSender(models.Model):
    """How often mails of an address were not about a job; ``since`` is set once that is enough."""

    OWNER_PATH = "owner"
    ENOUGH = 2

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="ignored_senders"
    )
    email = models.EmailField(_("address"), max_length=254)
    times = models.PositiveIntegerField(_("times"), default=0)
    since = models.DateTimeField(_("ignored since"), null=True, blank=True)

    class Meta:
        verbose_name = _("ignored sender")
        verbose_name_plural = _("ignored senders")
        ordering: ClassVar = ["email"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "email"], name="ignored_sender_once")
        ]

    def __str__(self) -> str:
        return self.email
