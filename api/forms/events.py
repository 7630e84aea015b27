"""The form for an event of each type."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from applications.forms import LOG_FORMS, LogForm
from applications.forms.log import AboutReferenceForm
from applications.models import Event


class ChosenForm(AboutReferenceForm):
    """The seeker picked a reference for the application."""

    kind = Event.Kind.REFERENCE_CHOSEN
    title = _("Reference chosen")


FORMS: Mapping[str, type[LogForm]] = {
    form.kind: form for form in (*LOG_FORMS.values(), ChosenForm) if issubclass(form, LogForm)
}
"""By the type of the event; a move has none."""
