"""From a row of a sheet to an application: what fits its fields, and what goes to the notes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from applications.formatting import pay_text
from applications.models import Application, Stage
from applications.models.application import Tag
from applications.posting.address import read_address
from applications.posting.finding import Posting
from data_exchange.spreadsheet.choices import SheetChoices
from data_exchange.spreadsheet.reading.rows import SheetRow
from jobtracker.reading.money import Pay
from jobtracker.reading.names import name_key
from jobtracker.reading.people import Person, read_people
from jobtracker.validators import LONGEST_TEXT

NAMESPACE = UUID("b3f0b1f4-5c0e-4c2e-9d0c-6a1a3a7f9d21")
LONGEST_TAG = Tag._meta.get_field("name").max_length or 0
PAY_FIELDS = ("pay_min", "pay_max", "pay_currency", "pay_period")
OURS = ("owner", "company", "token", "stage", "created_at", "updated_at", "referred_by")
"""The fields that no cell gives directly."""


@dataclass(frozen=True, slots=True)
class Twin:
    """What a line seems to be already: an application, or an earlier row of the sheet."""

    application: int | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One application of the sheet, as it would come in."""

    number: int
    company: str
    title: str
    token: UUID
    applied_on: date | None
    stage: Stage
    stage_on: date | None
    archived_on: date | None
    fields: Mapping[str, Any]
    tags: tuple[str, ...]
    people: tuple[Person, ...]
    referrer: Person | None
    kept: tuple[str, ...] = ()
    """What went to the notes, since it could not be read or has no field."""
    is_undated: bool = False
    """Whether it was sent on a day that the sheet does not tell."""
    twin: Twin | None = None
    insisted: bool = False

    @property
    def is_new(self) -> bool:
        """Whether it comes in."""
        return self.twin is None or self.insisted

    @property
    def pay(self) -> str:
        """The pay in words."""
        return pay_text(Application(**{name: self.fields[name] for name in self._paid()}))

    def _paid(self) -> Iterator[str]:
        return (name for name in PAY_FIELDS if name in self.fields)


def line_of(row: SheetRow, choices: SheetChoices, present: date) -> Line | None:
    """Return the row as a line; None if it names neither a company nor a job."""
    company, title = _names(row)
    if not company and not title:
        return None
    stage, notes = Stage(row.stage), list(_remarks(row, choices))
    is_undated = stage == Stage.APPLIED and not row.applied_on
    people, referrer = read_people(row.contact or ""), read_people(row.referred_by or "")
    if is_undated:
        notes.append(_("The spreadsheet doesn’t say when you applied."))
    fields, refused = _fitting(_fields(row, title or _("Job title not known")))
    notes += [*refused, *_unnamed(row, people, referrer)]
    company = company or _("Company not known (row %(number)s)") % {"number": row.number}
    return Line(
        number=row.number,
        company=company,
        title=fields["title"],
        token=token_of(company, fields, row.applied_on),
        applied_on=_applied_on(row, stage, choices, present),
        stage=stage,
        stage_on=row.stage_on,
        archived_on=_archived_on(row, present),
        fields={**fields, **_notes(row, notes)},
        tags=tuple(tag[:LONGEST_TAG] for tag in row.tags),
        people=tuple(people),
        referrer=referrer[0] if referrer else None,
        kept=tuple(notes),
        is_undated=is_undated,
    )


def token_of(company: str, fields: Mapping[str, Any], applied_on: date | None) -> UUID:
    """Derived from the content, so that importing the same sheet again adds nothing."""
    town, link = fields.get("location", ""), fields.get("posting_url", "")
    parts = (company, fields["title"], str(applied_on), town, link)
    return uuid5(NAMESPACE, "\n".join(map(name_key, parts)))


def _names(row: SheetRow) -> tuple[str, str]:
    """The company and the title; what is missing may stand in the link."""
    slug = Posting()
    if row.link and not (row.company and row.title):
        read_address(row.link, slug)
    return row.company or slug.company or "", row.title or slug.title or ""


def _applied_on(row: SheetRow, stage: Stage, choices: SheetChoices, present: date) -> date | None:
    """The day of applying; none of a job that was only saved."""
    if stage == Stage.SAVED:
        return None
    if stage == Stage.APPLIED and not row.applied_on:
        return choices.undated_on or present
    return row.applied_on


def _archived_on(row: SheetRow, present: date) -> date | None:
    return present if isinstance(row.archived, str) else row.archived


def _fields(row: SheetRow, title: str) -> dict[str, Any]:
    pay = row.pay or Pay()
    fields = {
        "title": title,
        "interest": row.interest,
        "location": row.location,
        "place": row.workplace,
        "pay_min": pay.low,
        "pay_max": pay.high,
        "pay_currency": pay.currency,
        "pay_period": pay.period,
        "source": row.source,
        "posting_url": row.link,
        "closes_on": row.closes_on,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _fitting(fields: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The fields that fit, and the others as remarks."""
    try:
        Application(**fields).clean_fields(exclude=OURS)
    except ValidationError as error:
        refused = set(error.error_dict)
        if refused & set(PAY_FIELDS):
            refused.update(PAY_FIELDS)
        kept = [_named(name, value) for name, value in fields.items() if name in refused]
        return {name: value for name, value in fields.items() if name not in refused}, kept
    return fields, []


def _named(name: str, value: object) -> str:
    label = str(Application._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return f"{label[:1].upper()}{label[1:]}: {value}"


def _remarks(row: SheetRow, choices: SheetChoices) -> Iterator[str]:
    """What the sheet says beyond the fields."""
    cells = [*row.unread, *(row.others if choices.keeps_unused else [])]
    yield from (f"{each.head}: {each.text}" for each in cells)
    if row.stage == Stage.SAVED and row.applied_on:
        yield _named_day(_("Applied on"), row.applied_on)
    elif row.stage_on and row.applied_on and row.stage_on < row.applied_on:
        yield _named_day(_("Date of the stage or outcome"), row.stage_on)


def _named_day(name: str, on: date) -> str:
    return f"{name}: {on.isoformat()}"


def _unnamed(row: SheetRow, people: list[Person], referrer: list[Person]) -> Iterator[str]:
    """Contacts in whose cells there is no name."""
    if row.contact and not people:
        yield f"{_('Contact')}: {row.contact}"
    if row.referred_by and not referrer:
        yield f"{_('Referred by')}: {row.referred_by}"


def _notes(row: SheetRow, remarks: list[str]) -> dict[str, str]:
    text = "\n".join(filter(None, [row.notes, *remarks]))[:LONGEST_TEXT]
    return {"notes": text} if text else {}
