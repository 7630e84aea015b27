"""Steps of a story: references, settings, reminders closed by hand, and time that passes."""

from __future__ import annotations

from datetime import date, timedelta

from accounts.services import set_region, set_time_zone
from applications.models import Event
from followups import services
from followups.actions import ACTIONS
from followups.models import Reminder
from followups.services import choose_policy
from followups.state import current_state
from followups.timing.policy.make import NAMED
from references.models import Contact, Reference
from references.services import add_reference, edit_reference, set_consent
from tests.truth.hands import Closed
from tests.truth.search import Search

ZONES = ("Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata")
CHANGES = (
    {},
    {"references_wanted": 0},
    {"silence_days": 7, "thank_you_hours": 48},
    {"skip_weekends": False, "day_start": "10:30"},
    {"max_status_notes": 1, "apply_lead_days": 10},
)
WEEKENDS = ((6, 7), (5, 6), (7,), ())
REGIONS = (("", ""), ("GB", "SCT"), ("US", "CA"), ("DE", ""))


def know_somebody(search: Search) -> str:
    """Make a contact a reference."""
    free = Contact.objects.filter(owner=search.owner, reference=None).order_by("pk")
    if len(free) < 3:
        return ""
    row = add_reference(search.one(list(free)), fields={}, now=search.now)
    return f"r{row.pk} is a reference"


def hear_from_reference(search: Search) -> str:
    """A reference agrees or declines; or they look for work, or were met."""
    row = search.reference()
    if row is None:
        return ""
    on = _day(search)
    if search.chance(0.6):
        consent = search.one(list(Reference.Consent))
        set_consent(row, consent, on=None if consent == "not_asked" else on, now=search.now)
        return f"r{row.pk}: {consent} on {on}"
    name = search.one(["last_contact_on", "job_hunting_since"])
    edit_reference(row, fields={name: on}, now=search.now)
    return f"r{row.pk}: {name} {on}"


def _day(search: Search) -> date:
    ago = search.rng.randint(0, 60) if search.chance(0.7) else search.rng.randint(900, 1600)
    return search.now.astimezone(search.zone).date() - timedelta(days=ago)


def change_zone(search: Search) -> str:
    """Move to another zone."""
    zone = search.one(ZONES)
    set_time_zone(search.owner, zone, now=search.now)
    search.story.zone, search.revive = zone, False
    return f"the zone is {zone}"


def change_policy(search: Search) -> str:
    """Choose another policy."""
    base, changes = search.one(list(NAMED)), search.one(CHANGES)
    choose_policy(search.owner, base, changes, by=search.owner, now=search.now)
    search.story.policy, search.revive = {"base": base, **changes}, False
    return f"the policy is {base} with {changes}"


def change_days_off(search: Search) -> str:
    """Have other days off."""
    weekend, (country, region) = search.one(WEEKENDS), search.one(REGIONS)
    bits = sum(1 << (day - 1) for day in weekend)
    fields = {"weekend": bits, "country": country, "region": region}
    set_region(search.owner, fields=fields, now=search.now)
    search.story.weekend, search.revive = weekend, False
    search.story.country, search.story.region = country, region
    return f"days off: {weekend} {country} {region}"


def close(search: Search) -> str:
    """Mark a reminder done, dismiss it, or put it off."""
    rows = Reminder.objects.filter(owner=search.owner, state__in=Reminder.LIVE).order_by("pk")
    live = [row for row in rows if current_state(row, search.now) in Reminder.LIVE]
    if not live:
        return ""
    row = search.one(live)
    key, act = (row.scope, row.key), search.one(["done", "dismissed", "snoozed"])
    until = search.now + timedelta(hours=search.rng.randint(1, 100))
    if act == "snoozed":
        services.snooze(row, until, now=search.now)
    else:
        (services.mark_done if act == "done" else services.dismiss)(row, now=search.now)
    for each in _closed_with(row, live, act):
        if act == "snoozed":
            times = (each.opens_at, each.due_at, each.lapses_at)
            search.hands.snoozed[each.scope, each.key] = (until, times)
        else:
            search.hands.closed[each.scope, each.key] = Closed(act, search.now, each.opens_at)
    return f"{key} is {act}, until {until} if put off"


def _closed_with(row: Reminder, live: list[Reminder], act: str) -> list[Reminder]:
    """The reminder, and those of its card: to the same person, and closed with it."""
    rows = Reminder.objects.in_bulk([each.pk for each in live])
    person = (row.reference_id, row.contact_id)
    same = [each for each in live if any(person) and (each.reference_id, each.contact_id) == person]
    return [
        each
        for each in live
        if each.pk == row.pk
        or (
            each in same
            and rows[each.pk].state == act
            and (each.state, each.snoozed_until) != (act, rows[each.pk].snoozed_until)
        )
    ]


def reopen(search: Search) -> str:
    """Undo what was done or dismissed."""
    rows = Reminder.objects.filter(owner=search.owner, state__in=Reminder.BY_HAND).order_by("pk")
    row = search.one(list(rows)) if rows else None
    if row is None:
        return ""
    services.undo_action(row, now=search.now)
    search.hands.closed.pop((row.scope, row.key), None)
    return f"{row.scope} {row.key} is undone"


def answer(search: Search) -> str:
    """Answer a reminder with its own button."""
    rows = Reminder.objects.filter(
        owner=search.owner, state=Reminder.State.OPEN, application__isnull=False,
        rule__in=[rule for rule, action in ACTIONS.items() if action.fact],
    ).select_related("application__owner")  # fmt: skip
    row = search.one(list(rows.order_by("pk"))) if rows else None
    if row is None or row.application is None:
        return ""
    event = services.record_fact(row, search.token(), now=search.now)
    if isinstance(event, Event):
        job = search.story.jobs[row.application.pk]
        result = {"result": event.result} if event.result else {}
        search.happened(job, event.kind, f"e{event.pk}", search.now, **result)
    return f"{row.key} is answered: {event}"


def wait(search: Search) -> str:
    """Let days pass."""
    search.later(search.rng.randint(60, 12 * 24 * 60))
    return f"it is {search.now}"
