"""Form to choose a named policy and change figures within their limits."""

from collections.abc import Iterator, Mapping
from datetime import time
from typing import Any

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from followups.models import PolicyChoice
from followups.timing.policy.fields import Field, Value
from followups.timing.policy.make import FIELDS, NAMED, NamedPolicy, Policy, PolicyError, make
from followups.wording import figure, limits, policy_problem

GROUPS = (
    (
        lazy("Asking how things stand"),
        (
            "silence_days",
            "after_screen_days",
            "after_interview_days",
            "after_reference_check_days",
            "min_gap_days",
            "max_status_notes",
            "thank_you_counts",
            "due_days",
            "skip_weekends",
        ),
    ),
    (lazy("Around an interview"), ("thank_you_hours", "lapse_days")),
    (
        lazy("The ends of an application"),
        ("apply_lead_days", "receipt_days", "close_out_days", "outcome_hours"),
    ),
    (
        lazy("People who speak for you"),
        ("references_wanted", "reconfirm_years", "keep_in_touch_days", "gift_days"),
    ),
    (lazy("Your day"), ("day_start", "day_end")),
)
"""Every figure of a policy, in the form's groups."""


class PolicyForm(forms.Form):
    """A named policy and figures to change; an empty field keeps the policy's figure."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["base"] = forms.ChoiceField(
            label=_("Policy"),
            choices=[(each.name, _(each.title)) for each in NAMED.values()],
            widget=forms.RadioSelect,
        )
        named = make(self._chosen_base())
        for field in FIELDS.values():
            self.fields[field.name] = _form_field(field, named)

    def _chosen_base(self) -> str:
        name = self["base"].value()
        return name if name in NAMED else "balanced"

    def clean(self) -> dict[str, Any]:
        """Check the figures against their limits; add each error to its field."""
        data = super().clean() or {}
        base = data.get("base")
        if base and not self.errors:
            for name, error in _errors(base, self.changes):
                self.add_error(name, error)
        return data

    @property
    def chosen(self) -> str:
        """The named policy chosen."""
        return str(self.cleaned_data["base"])

    @property
    def changes(self) -> dict[str, Value]:
        """The figures the seeker set."""
        given = {name: self.cleaned_data.get(name) for name in FIELDS}
        return {name: value for name, value in given.items() if value not in (None, "")}

    @property
    def policy(self) -> Policy:
        """The policy of a valid form."""
        return make(self.chosen, self.changes)

    def cards(self) -> Iterator[tuple[BoundWidget, NamedPolicy, object, object]]:
        """Yield each named policy with its radio button, meaning and view."""
        for radio, named in zip(self["base"], NAMED.values(), strict=True):
            yield radio, named, _(named.meaning), _(named.view)

    @property
    def own_figures(self) -> bool:
        """Whether any figure is set or has an error."""
        return any(self[name].errors or self[name].value() not in (None, "") for name in FIELDS)

    def groups(self) -> Iterator[tuple[object, list[forms.BoundField]]]:
        """Yield each group's title and fields."""
        for title, names in GROUPS:
            yield title, [self[name] for name in names]


def initial_of(choice: PolicyChoice | None) -> dict[str, object]:
    """Return the form's initial data for a stored choice."""
    if choice is None:
        return {"base": "balanced"}
    words = {True: "yes", False: "no"}
    return {"base": choice.base} | {
        name: words[value] if isinstance(value, bool) else value
        for name, value in choice.changes.items()
    }


def _errors(base: str, changes: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    """Yield the field and message of every invalid figure; if none, of an empty day."""
    is_invalid = False
    for name, value in changes.items():
        if not isinstance(value, time):
            try:
                make(base, {name: value})
            except PolicyError as error:
                is_invalid = True
                yield name, _message(error)
    if is_invalid:
        return
    try:
        make(base, changes)
    except PolicyError as error:
        yield error.field, _message(error)


def _message(error: PolicyError) -> str:
    """The error's message, with the reason for the limit."""
    field = FIELDS.get(error.field)
    parts = [policy_problem(error)]
    if field and field.limit_meaning and error.problem == "out_of_limits":
        parts.append(_(field.limit_meaning))
    return " ".join(parts)


def _form_field(field: Field, named: Policy) -> forms.Field:
    usual = figure(field.name, getattr(named, field.name))
    label = _(field.meaning)
    if isinstance(field.default, bool):
        return _yes_or_no(label, usual)
    if isinstance(field.default, time):
        widget: forms.Widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        help_text = _("Now %(usual)s.") % {"usual": usual}
        return forms.TimeField(label=label, required=False, widget=widget, help_text=help_text)
    return forms.IntegerField(
        label=label,
        required=False,
        help_text=_("Usually %(usual)s; %(limits)s.")
        % {"usual": usual, "limits": limits(field.name)},
        widget=forms.NumberInput(
            attrs={"placeholder": getattr(named, field.name), "inputmode": "numeric"}
        ),
        error_messages={"invalid": policy_problem(PolicyError(field.name, "not_a_number"))},
    )


def _yes_or_no(label: str, usual: str) -> forms.Field:
    as_usual = _("As the policy has it: %(usual)s") % {"usual": usual}
    return forms.TypedChoiceField(
        label=label,
        required=False,
        choices=[("", as_usual), ("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
    )
