"""The rules about the application, its interviews and its outcome."""

from followups.timing.catalogue.types import Rule
from followups.timing.i18n import gettext_noop as _

_DAY = ("day_start", "day_end")

EMPLOYER_RULES = (
    Rule(
        "application.receipt",
        _("Check that the application arrived"),
        _(
            "Where nothing confirms an application, look into it %(receipt_days)s after applying: "
            "the spam folder, an unfinished form. Write to nobody yet. After %(silence_days)s of "
            "silence the status note takes over."
        ),
        ("S3:receipt",),
        ("receipt_days", "silence_days", *_DAY),
        "you",
    ),
    Rule(
        "interview.prepare",
        _("Prepare the questions to ask"),
        _(
            "From the day before an interview: have your questions ready. What are the next steps, "
            "when can you expect news, whom may you write to, when would you start?"
        ),
        ("S2:ask-timeline", "S4:know-the-frame"),
        ("day_start",),
        "you",
    ),
    Rule(
        "interview.debrief",
        _("Write down how it went"),
        _(
            "When an interview ends, note the signs you saw and the date they gave, within "
            "%(thank_you_hours)s. After %(lapse_days)s the reminder goes."
        ),
        ("S2:ask-timeline", "S0:good-signs"),
        ("thank_you_hours", "lapse_days"),
        "you",
    ),
    Rule(
        "screen.follow_up",
        _("One short note after a phone screen"),
        _(
            "After a phone screen one short note will do, within %(thank_you_hours)s. It is "
            "optional unless your interest is 4 or 5 out of 5. After %(lapse_days)s the reminder "
            "goes."
        ),
        ("S3:phone-screen", "S1:thank-after-every-talk"),
        ("thank_you_hours", "lapse_days"),
        "employer",
        "by_interest",
    ),
    Rule(
        "interview.thank_you",
        _("Thank everyone you spoke with"),
        _(
            "After an interview every interviewer gets a note of their own, within "
            "%(thank_you_hours)s, even when it went badly. After %(lapse_days)s the reminder goes."
        ),
        (
            "S0:thank-you-now",
            "S2:always",
            "S3:thank-everyone",
            "S1:thank-after-every-talk",
        ),
        ("thank_you_hours", "lapse_days"),
        "employer",
    ),
    Rule(
        "application.close_out",
        _("Consider closing it"),
        _(
            "Many employers never answer. After %(close_out_days)s of silence you may close the "
            "application and put your strength elsewhere."
        ),
        ("S0:expect-silence", "S2:two-then-wait"),
        ("close_out_days", *_DAY),
        "you",
        "yes",
    ),
    Rule(
        "offer.decline_note",
        _("A note to go with your no"),
        _(
            "Where you declined an offer, a short note within %(outcome_hours)s keeps the bridge. "
            "It is up to you."
        ),
        ("S3:decline",),
        ("outcome_hours", "lapse_days"),
        "employer",
        "yes",
    ),
)
