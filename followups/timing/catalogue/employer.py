"""The rules about the application, its interviews and its outcome."""

from followups.timing.catalogue.types import Rule
from followups.timing.i18n import gettext_noop as _

_DAY = ("day_start", "day_end")

EMPLOYER_RULES = (
    Rule(
        "application.apply_by",
        _("Apply before it closes"),
        _(
            "A saved job with a closing date comes up %(apply_lead_days)s before that date: do not "
            "leave it to the last day."
        ),
        ("W4:apply-early",),
        ("apply_lead_days", "day_start"),
        "you",
    ),
    Rule(
        "application.receipt",
        _("Check that your application arrived"),
        _(
            "Where nothing confirms an application, look into it %(receipt_days)s after applying, "
            "weekends and holidays aside: the spam folder, an unfinished form. Write to nobody "
            "yet. After %(silence_days)s of silence the status note takes over."
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
            "%(thank_you_hours)s, even when it went badly; where they turned you down first, it is "
            "optional. After %(lapse_days)s the reminder goes."
        ),
        (
            "S0:thank-you-now",
            "S2:always",
            "S3:thank-everyone",
            "S1:thank-after-every-talk",
        ),
        ("thank_you_hours", "lapse_days"),
        "employer",
        "by_reason",
    ),
    Rule(
        "application.close_out",
        _("Close this application?"),
        _(
            "Many employers never answer. After %(close_out_days)s of silence you may close the "
            "application and put your energy elsewhere."
        ),
        ("S0:expect-silence", "S2:two-then-wait"),
        ("close_out_days", *_DAY),
        "you",
        "yes",
    ),
    Rule(
        "offer.acknowledge",
        _("Acknowledge the offer"),
        _(
            "Within %(thank_you_hours)s of an offer, say that you are pleased, on the phone where "
            "you can, and ask until when it stays open, or for more time if you need it. A "
            "thank-you alone is not necessary."
        ),
        ("W1:acknowledge", "S3:offer-thanks"),
        ("thank_you_hours", "lapse_days"),
        "employer",
        "yes",
    ),
    Rule(
        "offer.answer",
        _("Answer the offer"),
        _("Accept or decline an offer before its date is over."),
        ("W7:offer-date",),
        (),
        "you",
    ),
    Rule(
        "offer.decline_note",
        _("A note to go with your no"),
        _(
            "Where you declined an offer, a short note within %(outcome_hours)s leaves the door "
            "open. It is up to you."
        ),
        ("S3:decline",),
        ("outcome_hours", "lapse_days"),
        "employer",
        "yes",
    ),
    Rule(
        "application.withdraw_note",
        _("Tell them that you withdraw"),
        _(
            "Once you accept another offer, tell the other employers within %(outcome_hours)s, and "
            "cancel the interviews ahead. Where you withdrew for another reason, a note is "
            "optional."
        ),
        ("W2:withdraw-elsewhere", "W3:cancel-interviews"),
        ("outcome_hours", "lapse_days"),
        "employer",
        "by_reason",
    ),
)
