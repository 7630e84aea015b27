"""Whether somebody's name may be shared with an employer: only with their consent."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from references.models import Reference

Consent = Reference.Consent


@dataclass(frozen=True, slots=True)
class ConsentBlock:
    """Why somebody must not be shared, the way on, and what it rests on.

    ``way_on`` is what can be done next: "ask", "wait" or "choose" another.
    """

    reason: str
    way_on: str
    source: str = "S1:ask-first"


def consent_block(reference: Reference) -> ConsentBlock | None:
    """What stands against sharing this reference; None where they agreed."""
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
    """Whether they may be noted for an application, to be asked first: all but who said no."""
    return reference.consent != Consent.DECLINED


def may_share(reference: Reference) -> bool:
    """Whether this reference agreed to be one."""
    return consent_block(reference) is None
