"""The rules about the person who referred the seeker."""

from followups.timing.catalogue.types import Rule
from followups.timing.i18n import gettext_noop as _

REFERRER_RULES = (
    Rule(
        "referrer.thank_you",
        _("Thank the person who referred you"),
        _("When you have applied, thank the person who referred you within %(thank_you_hours)s."),
        ("S1:thank-helpers", "W5:thank-referrer"),
        ("thank_you_hours",),
        "referrer",
    ),
    Rule(
        "referrer.outcome",
        _("Tell the person who referred you"),
        _(
            "Whether you got the job or not, tell the person who referred you within "
            "%(outcome_hours)s."
        ),
        ("S1:thank-helpers", "W6:referrer-steps"),
        ("outcome_hours",),
        "referrer",
    ),
)
