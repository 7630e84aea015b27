"""The forms of a note and of a template."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django import forms
from django.utils.translation import gettext as said
from django.utils.translation import gettext_lazy as _

from applications.models import Message
from applications.people.addressees import is_there, name_with_company
from jobtracker.forms.fields import LinesField, PastField
from jobtracker.forms.idempotent import IdempotentForm
from jobtracker.lookups import with_name
from jobtracker.templatetags.dates import day
from jobtracker.urlcache import fast_reverse
from notes.models import NoteTemplate
from references.greetings import greetings
from references.models import Contact

LONGEST = 10_000


class ReaderSelect(forms.Select):
    """A select of recipients; each option carries the email address and the greetings."""

    people: Mapping[str, Contact] = MappingProxyType({})

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """One option, with the recipient's address and greetings as ``data-…``."""
        option = super().create_option(name, value, *args, **kwargs)
        person = self.people.get(str(value))
        if person:
            option["attrs"] |= {
                "data-email": person.email,
                "data-edit": fast_reverse("people:contact_edit", person.pk),
                "data-greeting": first_greeting(person.name),
                "data-greetings": "|".join(letter_greetings(person.name)),
            }
        return option


def letter_greetings(name: str, company: str = "") -> list[str]:
    """The ways to begin a letter to somebody: by title and family name, or by first name."""
    return [said("Dear %(name)s,") % {"name": each} for each in greetings(name, company)]


def first_greeting(name: str) -> str:
    """How a letter to somebody begins."""
    return next(iter(letter_greetings(name)), said("Hello,"))


class ReaderField(forms.ChoiceField):
    """One of the possible recipients, or nobody in particular."""

    widget = ReaderSelect

    def among(self, people: Iterable[Contact]) -> None:
        """Limit the choices to these people; those from elsewhere stand apart."""
        choices = {str(person.pk): person for person in people}
        there: list[tuple[str, str]] = []
        others: list[tuple[str, str]] = []
        for key, person in choices.items():
            (there if is_there(person) else others).append((key, _label(person)))
        self.choices = [("", _("Nobody in particular")), *there]
        if others:
            self.choices = [*self.choices, (_("People you know from elsewhere"), others)]
        self.widget.people = self.people = choices

    def clean(self, value: Any) -> Contact | None:
        """The chosen person."""
        return self.people.get(super().clean(value))


def _label(person: Contact) -> str:
    name = person.name if is_there(person) else name_with_company(person)
    written_at = getattr(person, "written_at", None)
    if written_at is None:
        return name
    return said("%(name)s, written to on %(day)s") % {"name": name, "day": day(written_at)}


class DraftForm(IdempotentForm):
    """A note: channel, recipient, text, and when it was sent."""

    channel = forms.ChoiceField(label=_("How"), choices=Message.Channel.choices)
    contact = ReaderField(label=_("To"), required=False)
    subject = forms.CharField(label=_("Subject"), max_length=250, required=False)
    body = LinesField(
        label=_("Note"),
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 15}),
    )
    at = PastField(label=_("Sent at"), required=False, help_text=_("Leave it empty for just now."))

    def __init__(
        self, *args: Any, readers: Iterable[Contact] | None, now: datetime, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at"].now = now  # type: ignore[attr-defined]
        if readers is None:
            del self.fields["contact"]
        else:
            self.fields["contact"].among(readers)  # type: ignore[attr-defined]


class TemplateForm(forms.ModelForm):  # type: ignore[type-arg]
    """A seeker's own template."""

    class Meta:
        model = NoteTemplate
        fields = ("name", "subject", "body")
        widgets = {"body": forms.Textarea(attrs={"rows": 14})}
        field_classes = {"body": LinesField}

    def clean_name(self) -> str:
        """The name must be unique among the templates for the same purpose."""
        name = " ".join(str(self.cleaned_data["name"]).split())
        own = self.instance
        others = NoteTemplate.objects.filter(owner=own.owner_id, purpose=own.purpose)
        if with_name(others.exclude(pk=own.pk), name).exists():
            raise forms.ValidationError(_("You have a template of this name already."))
        return name
