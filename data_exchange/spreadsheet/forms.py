"""The form that maps the columns of a spreadsheet."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from data_exchange.spreadsheet.cells import DATE_ORDERS, guess_order
from data_exchange.spreadsheet.columns import NEEDED, TARGETS, guess
from data_exchange.spreadsheet.csv_file import Sheet

NOTHING = ""


class SheetForm(forms.Form):
    """Contains the sheet itself, so that nothing is stored on the server before the import."""

    text = forms.CharField(widget=forms.HiddenInput, strip=False)
    order = forms.ChoiceField(label=_("Dates are written"), choices=DATE_ORDERS)

    def __init__(self, sheet: Sheet, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        heads = [(str(index), head or f"#{index + 1}") for index, head in enumerate(sheet.heads)]
        for name, label in TARGETS.items():
            self.fields[f"column_{name}"] = forms.TypedChoiceField(
                label=str(label),
                choices=[(NOTHING, _("Not in the sheet")), *heads],
                coerce=int,
                empty_value=None,
                required=name in NEEDED,
                error_messages={"required": _("Choose the column that has it.")},
            )

    @property
    def columns(self) -> Mapping[str, int]:
        """The column of each mapped target, for a valid form."""
        at = {name: self.cleaned_data.get(f"column_{name}") for name in TARGETS}
        return {name: index for name, index in at.items() if index is not None}

    def column_fields(self) -> Iterator[forms.BoundField]:
        """The fields that map the columns."""
        for name in TARGETS:
            yield self[f"column_{name}"]


def guessed(sheet: Sheet, text: str) -> dict[str, object]:
    """The initial values: the mapping and date order guessed from headings and dates."""
    columns = guess(sheet.heads)
    at = columns.get("applied_on")
    dates = [] if at is None else [row[at] for row in sheet.rows.values() if at < len(row)]
    choice: dict[str, object] = {f"column_{name}": NOTHING for name in TARGETS}
    choice |= {f"column_{name}": str(index) for name, index in columns.items()}
    return {**choice, "text": text, "order": guess_order(dates)}
