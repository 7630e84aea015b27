"""The guards: the reasons why there may be nothing to do.

A guard that waits for a note's date is shown with that note's sources.
"""

from followups.timing.catalogue.types import Guard
from followups.timing.i18n import gettext_noop as _

GUARD_ENTRIES = (
    Guard(
        "closed",
        "status",
        _("Closed"),
        _("The application has ended: no status note."),
        (),
        is_over=True,
    ),
    Guard(
        "offer_in_hand",
        "status",
        _("You have an offer"),
        _("You have an offer: there is nothing to ask, and a thank-you for it is not necessary."),
        ("S3:offer-thanks",),
        is_yours=True,
        asked_by="offer.answer",
    ),
    Guard(
        "accepted_elsewhere",
        "status",
        _("You accepted another offer"),
        _("You accepted an offer elsewhere: withdraw this application instead of asking."),
        ("W2:withdraw-elsewhere",),
        is_over=True,
    ),
    Guard(
        "asked_not_to_call",
        "status",
        _("They will call"),
        _("They asked not to be called: no status note, until they invite you again."),
        ("S4:dont-call-us",),
    ),
    Guard(
        "your_turn",
        "status",
        _("Your turn"),
        _("They asked for references and have no list from you yet: that comes first."),
        ("S1:list-ready",),
        is_yours=True,
        asked_by="references.send",
    ),
    Guard(
        "notes_used_up",
        "status",
        _("Their turn"),
        _("%(max_status_notes)s a round and no more: now it is for them to write."),
        ("S2:two-then-wait", "S4:one-is-enough"),
    ),
    Guard(
        "promised",
        "status",
        _("They named a day"),
        _("They gave a date: no note before it."),
        ("S2:keep-to-timeline",),
    ),
    Guard(
        "mail_to_sort",
        "status",
        _("An email to sort"),
        _(
            "An email that may be their answer came: no note until you have sorted it or time"
            " passes."
        ),
        ("S2:another-week",),
        is_yours=True,
    ),
    Guard(
        "too_soon",
        "status",
        _("Too soon"),
        _("The time for a status note has not come yet."),
        ("S3:once-a-week",),
    ),
    Guard(
        "awaiting_consent",
        "reference",
        _("Waiting for their yes"),
        _("You asked and have no answer yet: do not give the name before they agree."),
        ("S1:ask-first",),
    ),
    Guard(
        "consent_declined",
        "reference",
        _("They declined"),
        _("They would rather not be a reference: choose someone else."),
        ("S1:ask-first",),
        is_yours=True,
    ),
)
