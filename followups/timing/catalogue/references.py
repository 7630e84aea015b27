"""The rules about references."""

from followups.timing.catalogue.types import Rule
from followups.timing.i18n import gettext_noop as _

_DAY = ("day_start", "day_end")

REFERENCE_RULES = (
    Rule(
        "references.line_up",
        _("Line up your references"),
        _(
            "From the first interview on employers may ask for references: have "
            "%(references_wanted)s who agreed by the time it starts. Phone screens do not count."
        ),
        ("S0:after-first-stage", "S1:ask-first", "S1:list-ready"),
        ("references_wanted", "lapse_days"),
        "you",
        "yes",
    ),
    Rule(
        "references.send",
        _("Send the references they asked for"),
        _(
            "Where the employer asked for references and has no list yet, send one within "
            "%(thank_you_hours)s. Until then no status note is due: it is your turn."
        ),
        ("S1:list-ready",),
        ("thank_you_hours",),
        "employer",
    ),
    Rule(
        "reference.ask",
        _("Ask before you give a name"),
        _(
            "Where you chose a reference who was never asked, ask within %(thank_you_hours)s, so "
            "that they can decline."
        ),
        ("S1:ask-first",),
        ("thank_you_hours",),
        "reference",
    ),
    Rule(
        "reference.reconfirm",
        _("Ask again after years"),
        _(
            "Where a reference agreed %(reconfirm_years)s ago or longer, ask again within "
            "%(thank_you_hours)s of choosing them, and wait for the answer."
        ),
        ("S1:several-years",),
        ("reconfirm_years", "thank_you_hours"),
        "reference",
    ),
    Rule(
        "reference.heads_up",
        _("Tell a reference that a call is coming"),
        _(
            "Once the employer has asked for references, tell those you chose, within "
            "%(thank_you_hours)s, and share the posting, your resume and the points to raise."
        ),
        ("S1:heads-up", "S1:share-materials", "S1:no-pest"),
        ("thank_you_hours", "reconfirm_years"),
        "reference",
    ),
    Rule(
        "reference.thank_you",
        _("Thank a reference every time"),
        _("Each time a reference speaks or writes for you, thank them within %(thank_you_hours)s."),
        ("S1:thank-every-time",),
        ("thank_you_hours",),
        "reference",
    ),
    Rule(
        "reference.outcome",
        _("Tell your references how it ended"),
        _(
            "References who spoke for you, or were told that a call was coming, hear of an offer "
            "and of the end within %(outcome_hours)s. Where no answer came, it is optional."
        ),
        ("S1:outcome",),
        ("outcome_hours",),
        "reference",
        "by_reason",
    ),
    Rule(
        "reference.gift",
        _("A small present"),
        _(
            "When you accepted an offer, a small present within %(gift_days)s for those who spoke "
            "for you is customary, never required."
        ),
        ("S1:gift",),
        ("gift_days", "day_end"),
        "reference",
        "yes",
    ),
    Rule(
        "reference.keep_in_touch",
        _("Keep in touch"),
        _(
            "%(keep_in_touch_days)s after the last contact with a reference, "
            "write without asking for anything."
        ),
        ("S1:keep-in-touch",),
        ("keep_in_touch_days", *_DAY),
        "reference",
        "yes",
    ),
    Rule(
        "reference.reciprocate",
        _("Offer to be their reference"),
        _(
            "From the day on which you noted that a reference is job hunting as well, offer them "
            "what they did for you. It is up to you."
        ),
        ("S1:reciprocate",),
        ("day_start",),
        "reference",
        "yes",
    ),
)
