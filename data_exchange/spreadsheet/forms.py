"""The form that maps the columns of a spreadsheet."""

from collections.abc import Iterator, Mapping
from datetime import date, tzinfo
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from data_exchange.spreadsheet.columns import NEEDED, TARGETS, guess
from data_exchange.spreadsheet.reading.cells import DayRules, guess_order
from data_exchange.spreadsheet.reading.rows import date_cells
from data_exchange.spreadsheet.reading.table import Table

NOTHING = ""
DATE_ORDERS = (
    ("dmy", _("Day first: 31/12/2026")),
    ("mdy", _("Month first: 12/31/2026")),
)


class SheetForm(forms.Form):
    """Contains the sheet itself, so that nothing is stored on the server before the import."""

    text = forms.CharField(widget=forms.HiddenInput, strip=False)
    order = forms.ChoiceField(label=_("Dates are written"), choices=DATE_ORDERS)

    def __init__(self, sheet: Table, *args: Any, **kwargs: Any) -> None:
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


def guessed(sheet: Table, text: str, *, today: date, zone: tzinfo) -> dict[str, object]:
    """The initial values: the mapping and date order guessed from headings and dates."""
    columns = guess(sheet.heads)
    order = guess_order(date_cells(sheet, columns), DayRules("dmy", zone, today))
    choice: dict[str, object] = {f"column_{name}": NOTHING for name in TARGETS}
    choice |= {f"column_{name}": str(index) for name, index in columns.items()}
    return {**choice, "text": text, "order": order}
