"""One person, one note: the reminders that are answered by a single note."""

from datetime import datetime, time, timedelta

from django.db.models import Q, QuerySet

from accounts.access import owned_by
from followups.cards import WITH
from followups.models import Reminder

THANKS = "interview.thank_you"
TO_REFERENCE = ("reference.thank_you", "reference.outcome", "reference.gift")
"""Rules whose reminders to one reference are one note, in the order of what it says."""
GIFT = "reference.gift"


def answered_together(row: Reminder) -> list[Reminder]:
    """Return the reminders that one note answers, the one that leads first; one query.

    A note to a reference thanks and tells the outcome, and hints at a present; a thank-you is for
    all interviews with that person on one day. Any other reminder is answered alone.
    """
    if row.rule == GIFT or row.state not in Reminder.LIVE:
        return [row]
    if row.rule in TO_REFERENCE and row.reference_id and row.state == Reminder.State.OPEN:
        found = list(_rows(row).filter(_same_reference(row)))
        found.sort(key=lambda each: (TO_REFERENCE.index(each.rule), each.opens_at, each.pk))
    elif row.rule == THANKS and row.contact_id and row.interview:
        found = list(_rows(row).filter(_same_day(row)).order_by("interview__starts_at", "pk"))
    else:
        return [row]
    return found if row in found else [row]


def _rows(row: Reminder) -> QuerySet[Reminder]:
    return owned_by(row.owner, Reminder).select_related(*WITH, "owner", "interview")


def _same_reference(row: Reminder) -> Q:
    return Q(
        application=row.application_id,
        reference=row.reference_id,
        rule__in=TO_REFERENCE,
        state=Reminder.State.OPEN,
    )


def _same_day(row: Reminder) -> Q:
    """Reminders to thank the same person for an interview on the same local day."""
    zone = row.owner.zone
    starts_on = row.interview.starts_at.astimezone(zone).date()  # type: ignore[union-attr]
    midnight = datetime.combine(starts_on, time.min, zone)
    ends = datetime.combine(starts_on + timedelta(days=1), time.min, zone)
    return Q(
        contact=row.contact_id,
        rule=THANKS,
        state__in=Reminder.LIVE,
        interview__starts_at__gte=midnight,
        interview__starts_at__lt=ends,
    )
