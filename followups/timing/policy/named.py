"""The named policies: where the sources disagree, each view has its own policy."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from followups.timing.i18n import gettext_noop as _
from followups.timing.policy.fields import Value


@dataclass(frozen=True, slots=True)
class NamedPolicy:
    """The defaults with `changes`; `view` says whose advice it follows."""

    name: str
    title: str
    changes: Mapping[str, Value]
    view: str
    sources: tuple[str, ...]
    meaning: str


_NAMED = (
    NamedPolicy(
        "balanced",
        _("Balanced"),
        MappingProxyType({}),
        _("Debbie Truluck, the recruiter's blog and Elizabeth together"),
        ("S2:two-then-wait", "S3:couple-of-weeks", "S4:two-emails"),
        _(
            "A week after an interview, two weeks after applying, two notes, then wait. Elizabeth "
            "names one status email; this allows two."
        ),
    ),
    NamedPolicy(
        "prompt",
        _("Prompt"),
        MappingProxyType({"after_interview_days": 1}),
        _("Rachel Ostrander"),
        ("S0:one-or-two-days",),
        _("Ask for the next steps a day or two after the interview."),
    ),
    NamedPolicy(
        "two_email",
        _("Two emails"),
        MappingProxyType({"max_status_notes": 1}),
        _("Elizabeth, a recruiter"),
        ("S4:two-emails",),
        _("A thank-you, then one status note, and no more."),
    ),
    NamedPolicy(
        "light_touch",
        _("Light touch"),
        MappingProxyType({"max_status_notes": 1, "thank_you_counts": True}),
        _("Marie, a recruiter"),
        ("S4:one-is-enough",),
        _("One note in all: where you said thank you, that was it."),
    ),
    NamedPolicy(
        "patient",
        _("Patient"),
        MappingProxyType({"after_interview_days": 14}),
        _("The recruiter's blog"),
        ("S3:couple-of-weeks",),
        _(
            "Two weeks of silence before any status note, after an interview too, unless they gave "
            "a date or called a reference."
        ),
    ),
)

NAMED: Mapping[str, NamedPolicy] = MappingProxyType({policy.name: policy for policy in _NAMED})
"""The named policies, by name."""
