"""Whether a reference's name may be shared with an employer: only with their consent."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from references.models import Reference

Consent = Reference.Consent


@dataclass(frozen=True, slots=True)
class ConsentBlock:
    """Why a reference must not be shared, what to do next, and the rule's source.

    ``way_on`` is the next step: "ask", "wait" or "choose" another reference.
    """

    reason: str
    way_on: str
    source: str = "S1:ask-first"


def consent_block(reference: Reference) -> ConsentBlock | None:
    """Return the reason not to share this reference; None if they agreed."""
    name = {"name": reference.contact.name}
    if reference.consent == Consent.AGREED:
        return None
    if reference.consent == Consent.ASKED:
        return ConsentBlock(
            _("You asked %(name)s and have no answer yet. Keep the name to yourself until then.")
            % name,
            "wait",
        )
    if reference.consent == Consent.DECLINED:
        return ConsentBlock(
            _("%(name)s said no. Choose somebody else; a no today is no judgement of you.") % name,
            "choose",
        )
    return ConsentBlock(
        _("%(name)s has not been asked yet. Ask first, so that they can decline in peace.") % name,
        "ask",
    )


def may_ask(reference: Reference) -> bool:
    """Return whether the reference may be chosen and asked: unless they declined."""
    return reference.consent != Consent.DECLINED


def may_share(reference: Reference) -> bool:
    """Return whether the reference agreed."""
    return consent_block(reference) is None
