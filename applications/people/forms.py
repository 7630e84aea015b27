"""The forms of the people pages."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from references.models import Contact


class MergeForm(forms.Form):
    """The other row, which ends."""

    other = forms.ModelChoiceField(
        label=_("Which one is the same?"),
        queryset=Contact.objects.none(),
        empty_label=_("Choose"),
    )

    def __init__(self, others: QuerySet[Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = others  # type: ignore[attr-defined]
