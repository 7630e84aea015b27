"""The form that tells what is in a spreadsheet: its columns, dates, stages, and duplicates."""

from collections.abc import Iterator, Mapping
from datetime import date, tzinfo
from hashlib import blake2s
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.models import Stage
from data_exchange.spreadsheet.choices import SheetChoices
from data_exchange.spreadsheet.columns import NEEDED, TARGETS, guess
from data_exchange.spreadsheet.reading.cells import DayRules, guess_order
from data_exchange.spreadsheet.reading.rows import date_cells, stage_names
from data_exchange.spreadsheet.reading.stages import read_stage
from data_exchange.spreadsheet.reading.table import Table
from jobtracker.forms.fields import DayField

NOTHING = ""
MOST_STAGES = 40
"""How many names of stages can be mapped; the others go to the notes, or are known."""
DATE_ORDERS = (
    ("dmy", _("Day first: 31/12/2026")),
    ("mdy", _("Month first: 12/31/2026")),
)


class SheetForm(forms.Form):
    """Contains the sheet itself, so that nothing is stored on the server before the import."""

    text = forms.CharField(widget=forms.HiddenInput, strip=False)
    token = forms.UUIDField(widget=forms.HiddenInput)
    order = forms.ChoiceField(label=_("Dates are written"), choices=DATE_ORDERS)
    undated_on = DayField(
        label=_("Day for rows without one"),
        required=False,
        help_text=_("Follow-ups count from this day."),
    )
    keeps_unused = forms.BooleanField(
        label=_("Keep what these columns say in the notes"), required=False
    )
    insisted = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, sheet: Table, data: Mapping[str, Any], *, present: date) -> None:
        self.answers = data.copy()  # type: ignore[attr-defined]
        super().__init__(self.answers)
        self.sheet, self.present = sheet, present
        heads = [(str(at), name) for at, name in enumerate(_named(sheet.heads))]
        for name, label in TARGETS.items():
            self.fields[f"column_{name}"] = forms.TypedChoiceField(
                label=str(label),
                choices=[(NOTHING, _("Not in the sheet")), *heads],
                coerce=int,
                empty_value=None,
                required=name in NEEDED,
                error_messages={"required": _("Choose the column that has it.")},
            )
        self.fields["insisted"].choices = [(str(row), row) for row in sheet.rows]  # type: ignore[attr-defined]
        self.stages = self._stage_names()
        for name, count in self.stages.items():
            self._add_stage(name, count)

    def clean_undated_on(self) -> date | None:
        """Nobody applied in the future."""
        on: date | None = self.cleaned_data["undated_on"]
        if on and on > self.present:
            raise forms.ValidationError(_("This is still to come. Enter when you applied."))
        return on

    @property
    def choices(self) -> SheetChoices:
        """What was chosen, for a valid form."""
        data = self.cleaned_data
        columns = {name: data.get(f"column_{name}") for name in TARGETS}
        return SheetChoices(
            columns={name: at for name, at in columns.items() if at is not None},
            order=data["order"],
            stages={name: data[_key(name)] for name in self.stages},
            undated_on=data["undated_on"],
            keeps_unused=data["keeps_unused"],
            insisted=frozenset(data["insisted"]),
            token=data["token"],
        )

    def column_fields(self) -> list[forms.BoundField]:
        """The fields that map the columns of the sheet, and those that are needed."""
        fields = (self[f"column_{name}"] for name in TARGETS)
        return [each for each in fields if each.value() or each.field.required or each.errors]

    def other_fields(self) -> list[forms.BoundField]:
        """The fields of what is not in the sheet, as far as it is known."""
        shown = {each.name for each in self.column_fields()}
        return [self[f"column_{name}"] for name in TARGETS if f"column_{name}" not in shown]

    def stage_fields(self) -> Iterator[forms.BoundField]:
        """The fields that map the names of stages."""
        for name in self.stages:
            yield self[_key(name)]

    @property
    def unused(self) -> list[str]:
        """The columns that have no meaning and are not empty."""
        used = {self.data.get(f"column_{name}") for name in TARGETS}
        filled = {at for row in self.sheet.rows.values() for at, cell in enumerate(row) if cell}
        names = _named(self.sheet.heads)
        return [names[at] for at in sorted(filled) if str(at) not in used]

    def _stage_names(self) -> dict[str, int]:
        """The names in the chosen column of stages, those that are not known first."""
        at = str(self.data.get("column_stage") or "")
        is_column = at in map(str, range(len(self.sheet.heads)))
        counted = stage_names(self.sheet, {"stage": int(at)} if is_column else {})
        names = sorted(counted, key=lambda name: read_stage(name) is not None)
        return {name: counted[name] for name in names[:MOST_STAGES]}

    def _add_stage(self, name: str, count: int) -> None:
        self.fields[_key(name)] = forms.ChoiceField(
            label=_("“%(stage)s” (%(count)s)") % {"stage": name[:60], "count": count},
            choices=[(NOTHING, _("No stage: keep it in the notes")), *Stage.choices],
            required=False,
        )
        self.answers.setdefault(_key(name), read_stage(name) or NOTHING)


def _named(heads: tuple[str, ...]) -> list[str]:
    return [head or f"#{at + 1}" for at, head in enumerate(heads)]


def _key(stage: str) -> str:
    """The name of a stage's field; it stays the same when another column is chosen."""
    return f"stage_{blake2s(stage.encode(), digest_size=6).hexdigest()}"


def guessed(sheet: Table, text: str, *, today: date, zone: tzinfo) -> dict[str, object]:
    """The initial values: the mapping and date order guessed from headings and dates."""
    columns = guess(sheet.heads)
    order = guess_order(date_cells(sheet, columns), DayRules("dmy", zone, today))
    choice: dict[str, object] = {f"column_{name}": NOTHING for name in TARGETS}
    choice |= {f"column_{name}": str(index) for name, index in columns.items()}
    day = {"undated_on": today.isoformat()}
    return {**choice, **day, "text": text, "token": str(uuid4()), "order": order}
