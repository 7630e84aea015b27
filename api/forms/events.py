"""The form for an event of each type."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.forms import LOG_FORMS, LogForm
from applications.forms.log import AboutReferenceForm
from applications.models import Event
from references.consent import consent_block, may_ask
from references.models import Reference


class ChosenForm(AboutReferenceForm):
    """The seeker picked a reference for the application; whoever said no cannot be."""

    kind = Event.Kind.REFERENCE_CHOSEN
    title = _("Reference chosen")

    def clean_reference(self) -> Reference:
        """Refuse who declined, in the words of the pages."""
        reference: Reference = self.cleaned_data["reference"]
        block = consent_block(reference)
        if block and not may_ask(reference):
            raise forms.ValidationError(block.reason)
        return reference


FORMS: Mapping[str, type[LogForm]] = {
    form.kind: form for form in (*LOG_FORMS.values(), ChosenForm) if issubclass(form, LogForm)
}
"""By the type of the event; a move has none."""
