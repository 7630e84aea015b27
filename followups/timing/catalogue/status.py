"""The status rules: when to ask for an update."""

from followups.timing.catalogue.types import Rule
from followups.timing.i18n import gettext_noop as _

_STATUS = ("due_days", "close_out_days", "min_gap_days", "max_status_notes", "skip_weekends")

_DAY = ("day_start", "day_end")

STATUS_RULES = (
    Rule(
        "status.again",
        _("Ask once more"),
        _(
            "After a status note, ask again %(min_gap_days)s later, or %(min_gap_days)s after they "
            "answered without a date. %(max_status_notes)s a round, and then it is their turn."
        ),
        ("S2:another-week", "S3:once-a-week"),
        (*_STATUS, *_DAY),
        "employer",
    ),
    Rule(
        "status.promised",
        _("Ask on the day they named"),
        _(
            "Where they gave a date, ask then and not before: on the day they said to ask, or on "
            "the day after the one they wanted to decide by."
        ),
        ("S2:keep-to-timeline",),
        (*_STATUS, *_DAY),
        "employer",
    ),
    Rule(
        "status.after_reference_check",
        _("Ask for the next steps after a reference check"),
        _(
            "Where they contacted a reference and gave no date, ask "
            "%(after_reference_check_days)s later what the next steps are. A reference check is a "
            "good sign, and no offer."
        ),
        ("S0:one-or-two-days", "S0:no-guarantee"),
        ("after_reference_check_days", *_STATUS, *_DAY),
        "employer",
    ),
    Rule(
        "status.after_screen",
        _("Ask after a phone screen"),
        _("Where a phone screen brought no date, ask %(after_screen_days)s after it."),
        ("S3:couple-of-weeks",),
        ("after_screen_days", *_STATUS, *_DAY),
        "employer",
    ),
    Rule(
        "status.after_interview",
        _("Ask after an interview"),
        _(
            "Where an interview brought no date, ask %(after_interview_days)s after it. Up to two "
            "days is one author's advice, about a week another's, two weeks a third's."
        ),
        ("S0:one-or-two-days", "S4:two-emails", "S3:couple-of-weeks"),
        ("after_interview_days", *_STATUS, *_DAY),
        "employer",
    ),
    Rule(
        "status.after_applying",
        _("Ask after silence"),
        _(
            "%(silence_days)s after applying, or after their last word, a short status note is in "
            "order."
        ),
        ("S3:couple-of-weeks",),
        ("silence_days", *_STATUS, *_DAY),
        "employer",
    ),
)
