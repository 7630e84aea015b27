"""The fields of a policy, with their meaning, default, unit, limits and sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from types import MappingProxyType

from followups.timing.i18n import gettext_noop as _

Value = int | bool | time


@dataclass(frozen=True, slots=True)
class Field:
    """One setting of a policy. `low` and `high` are inclusive, and None unless it is a number.

    `ours` is set where the sources give no figure and the default is our own; `sources` are then
    the places that the rule rests on, if any. `limit_meaning` says in our own words why the
    limits are there.
    """

    name: str
    default: Value
    unit: str
    low: int | None
    high: int | None
    sources: tuple[str, ...]
    ours: bool
    meaning: str
    limit_meaning: str


_WEEK = _("No more than one status note a week.")
_A_WEEK_FIRST = _("They have a week at least before the first note.")
_ONE_DAY = _("Not before the next day.")
_PROMPT = _("A courtesy is best while it is fresh: three days at the most.")


_FIELDS = (
    Field(
        "receipt_days",
        2,
        "working_days",
        1,
        4,
        ("S3:receipt",),
        True,
        _("Working days after applying before you check that it arrived."),
        _("A confirmation is automatic: there is no need to wait a week for it."),
    ),
    Field(
        "silence_days",
        14,
        "days",
        7,
        365,
        ("S3:couple-of-weeks",),
        False,
        _("Days of silence after applying before a status note."),
        _A_WEEK_FIRST,
    ),
    Field(
        "after_screen_days",
        14,
        "days",
        1,
        365,
        ("S3:couple-of-weeks",),
        False,
        _("Days of silence after a phone screen before a status note."),
        _ONE_DAY,
    ),
    Field(
        "after_interview_days",
        7,
        "days",
        1,
        365,
        ("S4:two-emails",),
        False,
        _("Days after an interview before a status note, where the employer gave no date."),
        _ONE_DAY,
    ),
    Field(
        "after_reference_check_days",
        1,
        "days",
        1,
        365,
        ("S0:one-or-two-days",),
        False,
        _("Days after a reference was contacted before a status note."),
        _ONE_DAY,
    ),
    Field(
        "min_gap_days",
        7,
        "days",
        7,
        365,
        ("S3:once-a-week", "S2:another-week"),
        False,
        _("Days between two status notes, and after an answer without a date."),
        _WEEK,
    ),
    Field(
        "max_status_notes",
        2,
        "notes",
        0,
        2,
        ("S2:two-then-wait", "S4:one-is-enough"),
        False,
        _("Status notes a round: until the employer meets you again or gives a date."),
        _("After two without an answer it is for them to write."),
    ),
    Field(
        "thank_you_counts",
        False,
        "yes_or_no",
        None,
        None,
        ("S4:one-is-enough",),
        False,
        _("Whether a thank-you or a note after a phone screen counts as a status note."),
        "",
    ),
    Field(
        "due_days",
        1,
        "days",
        0,
        14,
        ("S0:one-or-two-days",),
        False,
        _("Days after a status note opens until it is due."),
        _("A note that can wait longer than two weeks is not due on a day."),
    ),
    Field(
        "thank_you_hours",
        24,
        "hours",
        1,
        72,
        ("S0:thank-you-now",),
        True,
        _("Hours until a thank-you, debrief, heads-up, request or reconfirmation is due."),
        _PROMPT,
    ),
    Field(
        "lapse_days",
        7,
        "days",
        3,
        60,
        (),
        True,
        _(
            "Days after which an unsent interview note or debrief is dropped: the status note "
            "takes over."
        ),
        _("Long enough to write it, and two months at the most."),
    ),
    Field(
        "reconfirm_years",
        3,
        "years",
        1,
        50,
        ("S1:several-years",),
        True,
        _("Years after which a reference's consent is asked for again."),
        _("Once a year at the most."),
    ),
    Field(
        "outcome_hours",
        48,
        "hours",
        1,
        72,
        ("S1:outcome", "S3:decline"),
        True,
        _("Hours until telling people the outcome, declining politely, or withdrawing is due."),
        _PROMPT,
    ),
    Field(
        "gift_days",
        14,
        "days",
        1,
        365,
        ("S1:gift",),
        True,
        _("Days after accepting an offer until a small present for a reference is due."),
        _("Within the year."),
    ),
    Field(
        "keep_in_touch_days",
        90,
        "days",
        30,
        3650,
        ("S1:keep-in-touch",),
        True,
        _("Days after the last contact before you write to a reference again."),
        _("Now and then is not every week."),
    ),
    Field(
        "close_out_days",
        30,
        "days",
        20,
        365,
        ("S0:expect-silence",),
        True,
        _("Days of silence before we suggest closing an application."),
        _("A slow answer is still an answer."),
    ),
    Field(
        "apply_lead_days",
        3,
        "days",
        1,
        30,
        ("W4:apply-early",),
        True,
        _("Days before a posting's closing date at which a saved job comes up."),
        _("On the last day it may be too late."),
    ),
    Field(
        "references_wanted",
        3,
        "references",
        0,
        10,
        (),
        True,
        _("References who should have agreed by the time of the first interview."),
        _("A list of ten is a long one."),
    ),
    Field(
        "skip_weekends",
        True,
        "yes_or_no",
        None,
        None,
        (),
        True,
        _("Whether a status note that falls on a day off waits for the next working day."),
        "",
    ),
    Field(
        "day_start",
        time(9, 0),
        "time_of_day",
        None,
        None,
        (),
        True,
        _("When your day starts: reminders that go by days open then."),
        "",
    ),
    Field(
        "day_end",
        time(18, 0),
        "time_of_day",
        None,
        None,
        (),
        True,
        _("When your day ends: reminders that go by days are due then."),
        "",
    ),
)

FIELDS: Mapping[str, Field] = MappingProxyType({field.name: field for field in _FIELDS})
"""The fields of a policy, by name."""
